package io.longtake.acceptance.contract;

import io.longtake.studio.config.StudioConfig.Dialect;
import io.longtake.studio.config.StudioConfig.RenderShape;
import io.longtake.workflows.contract.ActivityContract;
import io.longtake.workflows.contract.Counterpart;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Every case in every dialect of the stream and shape of a render's answer. */
@ParameterizedClass
@EnumSource(StudioContractTest.Wire.class)
class StudioContractTest extends ActivityContract {
    enum Wire {
        TYPED_AND_TOP_LEVEL(Dialect.TYPED, RenderShape.TOP_LEVEL),
        TYPED_AND_NESTED(Dialect.TYPED, RenderShape.NESTED),
        ADK_AND_TOP_LEVEL(Dialect.ADK, RenderShape.TOP_LEVEL),
        ADK_AND_NESTED(Dialect.ADK, RenderShape.NESTED);

        private final Dialect dialect;
        private final RenderShape shape;

        Wire(Dialect dialect, RenderShape shape) {
            this.dialect = dialect;
            this.shape = shape;
        }
    }

    private final Wire wire;

    StudioContractTest(Wire wire) {
        this.wire = wire;
    }

    @Override
    protected Counterpart counterpart(Path folder) throws IOException {
        return RealActivities.at(folder, wire.dialect, wire.shape);
    }
}
