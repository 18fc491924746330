package io.longtake.workflows.media;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.longtake.workflows.Limits;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Files listed for the user: a few by name, many by the first names and their number.
 *
 * @param count number of all files
 * @param first names of the first files; bounded by {@link Limits#NAMED_FILES} and {@link Limits#NAMED_CHARACTERS}
 */
public record FileNames(
        @JsonProperty(value = "count", required = true) int count,
        @JsonProperty("first") List<String> first) {
    public FileNames {
        first = List.copyOf(first);
    }

    public static FileNames none() {
        return new FileNames(0, List.of());
    }

    public static FileNames of(List<MediaRef> files) {
        return shortened(files.size(), files.stream().map(MediaRef::name));
    }

    /** Appends further files; their names are added only if this list names all of its own files. */
    public FileNames and(FileNames more) {
        Stream<String> names =
                first.size() == count ? Stream.concat(first.stream(), more.first.stream()) : first.stream();
        return shortened(count + more.count, names);
    }

    private static FileNames shortened(int count, Stream<String> names) {
        List<String> first = new ArrayList<>();
        int room = Limits.NAMED_CHARACTERS;
        for (String name : names.limit(Limits.NAMED_FILES).toList()) {
            if (name.length() > room) {
                break;
            }
            room -= name.length();
            first.add(name);
        }
        return new FileNames(count, first);
    }

    /** {@code a.jpg, b.jpg and 3 more}, or {@code 5 files} if no name is known. */
    public String asText() {
        if (first.isEmpty()) {
            return count + (count == 1 ? " file" : " files");
        }
        int more = count - first.size();
        return String.join(", ", first) + (more > 0 ? " and " + more + " more" : "");
    }

    /** The same with at most {@code most} names. */
    public String asText(int most) {
        return first.size() <= most ? asText() : new FileNames(count, first.subList(0, most)).asText();
    }
}
