package io.longtake.studio.language;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/** Tables of the folder {@code language}: one row in a line, cells between tabs. Empty lines and lines that begin with # are none. */
public final class Rows {
    private Rows() {}

    /** A row; a cell that is missing is empty. */
    public record Row(List<String> cells) {
        public Row {
            cells = List.copyOf(cells);
        }

        public String cell(int column) {
            return column < cells.size() ? cells.get(column) : "";
        }

        /** The alternatives of a cell, which stand between |. */
        public List<String> alternatives(int column) {
            return List.of(cell(column).split("\\|", -1));
        }
    }

    /**
     * Reads a table.
     *
     * @param file within the folder {@code language}, such as {@code es/numbers.tsv}
     * @throws IllegalStateException where it is missing
     */
    public static List<Row> of(String file) {
        return lines(file).stream()
                .filter(line -> !line.isBlank() && !line.startsWith("#"))
                .map(line -> new Row(Arrays.asList(line.split("\t", -1))))
                .toList();
    }

    public static boolean exists(String file) {
        return Rows.class.getResource("/language/" + file) != null;
    }

    private static List<String> lines(String file) {
        String resource = "/language/" + file;
        try (InputStream in = Rows.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalStateException(resource + " is missing from the class path");
            }
            return new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))
                    .lines()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
