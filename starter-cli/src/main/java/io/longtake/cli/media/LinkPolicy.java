package io.longtake.cli.media;

import io.longtake.cli.environment.Environment;
import io.longtake.cli.outcome.CommandFailure;
import io.longtake.cli.setting.Setting;
import io.longtake.cli.setting.Settings;
import io.longtake.network.address.AddressPolicy;
import java.util.Map;

/** Which addresses URLs of the user may lead to. */
public final class LinkPolicy {
    private LinkPolicy() {}

    /** @throws CommandFailure exit 2, if the setting {@code links.allow} is neither {@code public} nor {@code any} */
    public static AddressPolicy of(Environment environment) {
        var value = Settings.read(environment, Map.of()).value(Setting.LINKS_ALLOW);
        return switch (value.text()) {
            case "public" -> AddressPolicy.PUBLIC;
            case "any" -> AddressPolicy.ANY;
            default ->
                throw CommandFailure.usage(
                        "links.allow (from " + value.origin() + ") must be public or any, not '" + value.text() + "'.");
        };
    }
}
