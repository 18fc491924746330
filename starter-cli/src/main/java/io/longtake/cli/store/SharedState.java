package io.longtake.cli.store;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.longtake.activities.credential.KeyRing;
import io.longtake.activities.s3.BucketLocation;
import io.longtake.activities.store.Stores;
import io.longtake.cli.environment.Environment;
import io.longtake.cli.home.HomeFolder;
import io.longtake.cli.outcome.CommandFailure;
import io.longtake.cli.setting.Setting;
import io.longtake.cli.setting.Settings;
import io.longtake.files.durable.Durable;
import io.longtake.workflows.payload.Payloads;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * What the settings {@code store.url} and {@code keys.file} say. The home remembers the values, because its services read other
 * settings files and environments than commands.
 */
public final class SharedState {
    private static final ObjectMapper JSON = Payloads.mapper();

    private final HomeFolder home;
    private final Settings settings;
    private final Environment environment;
    private final Remembered state;

    private SharedState(HomeFolder home, Settings settings, Environment environment, Remembered state) {
        this.home = home;
        this.settings = settings;
        this.environment = environment;
        this.state = state;
    }

    /**
     * What a home remembers, in its file {@code store}.
     *
     * @param keysFile an absolute path
     */
    record Remembered(
            @JsonProperty("bucket") Optional<BucketLocation> bucket,
            @JsonProperty("keysFile") Optional<String> keysFile) {}

    /**
     * Reads the settings and records them in the home.
     *
     * @throws CommandFailure exit 2, when the settings are invalid or do not fit the home
     */
    public static SharedState of(HomeFolder home, Settings settings, Environment environment) {
        return of(home, settings, environment, true);
    }

    /** The same for {@code doctor}, which changes nothing. */
    public static SharedState reading(HomeFolder home, Settings settings, Environment environment) {
        return of(home, settings, environment, false);
    }

    private static SharedState of(HomeFolder home, Settings settings, Environment environment, boolean recorded) {
        try {
            var before = read(home);
            var now = new Remembered(bucket(home, settings, before), keysFile(settings, environment, before));
            if (recorded && !now.equals(before)) {
                Durable.write(file(home), JSON.writeValueAsBytes(now));
            }
            return new SharedState(home, settings, environment, now);
        } catch (IOException e) {
            throw CommandFailure.of(
                    "HomeUnusable",
                    "The file " + file(home) + ", which names the store of this home, can't be used: " + e.getMessage()
                            + ".",
                    e);
        }
    }

    private static Optional<BucketLocation> bucket(HomeFolder home, Settings settings, Remembered before)
            throws IOException {
        var endpoint = settings.given(Setting.STORE_ENDPOINT);
        var region = settings.given(Setting.STORE_REGION);
        var url = settings.given(Setting.STORE_URL);
        if (url.isEmpty()) {
            return before.bucket()
                    .map(known -> new BucketLocation(
                            known.bucket(),
                            known.prefix(),
                            endpoint.or(known::endpoint),
                            region.or(known::region)));
        }
        BucketLocation named;
        try {
            named = BucketLocation.parse(url.get(), endpoint.orElse(""), region.orElse(""));
        } catch (IllegalArgumentException e) {
            throw CommandFailure.usage("store.url or store.endpoint: " + e.getMessage() + ".");
        }
        if (before.bucket().isPresent() && !before.bucket().get().isSame(named)) {
            throw CommandFailure.usage("The home " + home + " keeps its media in "
                    + before.bucket().get().url() + ", not in " + named.url()
                    + ". Correct store.url, or use another home for the other store.");
        }
        if (before.bucket().isEmpty() && hasMedia(home)) {
            throw CommandFailure.usage("The home " + home + " keeps its media in its own folder, so store.url can't be"
                    + " changed to " + named.url() + ". Use another home for that store.");
        }
        return Optional.of(named);
    }

    private static Optional<String> keysFile(Settings settings, Environment environment, Remembered before) {
        return settings.given(Setting.KEYS_FILE)
                .map(file -> environment.resolve(file).toAbsolutePath().toString())
                .or(before::keysFile);
    }

    private static boolean hasMedia(HomeFolder home) throws IOException {
        try (var folders = Files.list(home.mediaFolder())) {
            return folders.anyMatch(folder -> folder.getFileName().toString().matches("[0-9a-f]{2}"));
        } catch (NoSuchFileException e) {
            return false;
        }
    }

    private static Remembered read(HomeFolder home) throws IOException {
        try {
            return JSON.readValue(Files.readAllBytes(file(home)), Remembered.class);
        } catch (NoSuchFileException e) {
            return new Remembered(Optional.empty(), Optional.empty());
        }
    }

    private static Path file(HomeFolder home) {
        return home.root().resolve("store");
    }

    /** The bucket that holds media and intents; empty if the home does. */
    public Optional<BucketLocation> bucket() {
        return state.bucket();
    }

    /** Opens the stores. Nothing is sent until they are used. */
    public Stores open() {
        return state.bucket().isPresent()
                ? Stores.inBucket(
                        state.bucket().get(),
                        home.root(),
                        settings.size(Setting.STORE_CACHE),
                        environment.environment())
                : Stores.ofHome(home.root());
    }

    public KeyRing keys() {
        return new KeyRing(home.root(), state.keysFile().map(Path::of));
    }
}
