package io.longtake.studio.film.music;

import io.longtake.media.sound.Pcm;
import io.longtake.media.sound.SoundReader;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** The samples of some instruments, decoded: 2 to 15 MB for each. */
final class Samples {
    private static final String FOLDER = "/film/music/";
    private static final int BLOCK = Pcm.RATE;
    /** Room behind the last zone for interpolation. */
    private static final int SPARE = 16;

    private final Map<Sampled, List<Zone>> zones;

    private Samples(Map<Sampled, List<Zone>> zones) {
        this.zones = zones;
    }

    /**
     * @param work folder for a temporary file
     * @throws IOException when {@code work} cannot be written
     */
    static Samples load(Collection<Sampled> instruments, Path work) throws IOException {
        Map<Sampled, List<List<String>>> index = index();
        Map<Sampled, List<Zone>> zones = new EnumMap<>(Sampled.class);
        for (Sampled instrument : instruments) {
            float[] sound = decode(instrument, work);
            zones.put(
                    instrument,
                    Objects.requireNonNull(index.get(instrument), instrument.file()).stream()
                            .map(fields -> new Zone(fields, sound))
                            .toList());
        }
        return new Samples(zones);
    }

    /** The zones that sound together for this key: one, or one for each side. */
    List<Zone> of(Sampled instrument, int key) {
        return Objects.requireNonNull(zones.get(instrument), instrument.file()).stream()
                .filter(zone -> zone.covers(key))
                .toList();
    }

    private static Map<Sampled, List<List<String>>> index() throws IOException {
        Map<Sampled, List<List<String>>> index = new EnumMap<>(Sampled.class);
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(resource("zones.tsv"), StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (!line.startsWith("#")) {
                    List<String> fields = Arrays.asList(line.split("\t", -1));
                    for (Sampled instrument : Sampled.values()) {
                        if (instrument.file().equals(fields.get(0))) {
                            index.computeIfAbsent(instrument, any -> new ArrayList<>())
                                    .add(fields.subList(1, fields.size()));
                        }
                    }
                }
            }
        }
        return index;
    }

    private static float[] decode(Sampled instrument, Path work) throws IOException {
        Path file = Files.createTempFile(work, instrument.file(), ".mka");
        try {
            try (InputStream in = resource(instrument.file() + ".mka")) {
                Files.copy(in, file, StandardCopyOption.REPLACE_EXISTING);
            }
            float[] sound = new float[BLOCK * 4];
            float[] left = new float[BLOCK];
            float[] right = new float[BLOCK];
            int length = 0;
            try (SoundReader reader = new SoundReader(file, Duration.ZERO, 1)) {
                for (int n = reader.read(left, right, BLOCK); n > 0; n = reader.read(left, right, BLOCK)) {
                    if (length + n > sound.length) {
                        sound = Arrays.copyOf(sound, sound.length * 2);
                    }
                    System.arraycopy(left, 0, sound, length, n);
                    length += n;
                }
            }
            return Arrays.copyOf(sound, length + SPARE);
        } finally {
            Files.deleteIfExists(file);
        }
    }

    private static InputStream resource(String name) {
        return Objects.requireNonNull(Samples.class.getResourceAsStream(FOLDER + name), name);
    }
}
