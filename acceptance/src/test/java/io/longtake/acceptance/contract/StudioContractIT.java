package io.longtake.acceptance.contract;

import io.longtake.studio.Wire;
import io.longtake.workflows.contract.ActivityContract;
import io.longtake.workflows.contract.ContractSubject;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Each case in each dialect of the stream and each shape of a render's response. */
@ParameterizedClass
@EnumSource(Wire.class)
class StudioContractIT extends ActivityContract {
    private final Wire wire;

    StudioContractIT(Wire wire) {
        this.wire = wire;
    }

    @Override
    protected ContractSubject counterpart(Path folder) throws IOException {
        return RealActivities.at(folder, wire.dialect(), wire.shape());
    }
}
