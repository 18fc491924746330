package io.longtake.studio.saliency;

import io.longtake.media.jvm.Compilation;
import io.longtake.studio.process.JavaChild;
import io.longtake.studio.timeline.MediaItem;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Analyses each picture file once: the result is stored in a file next to the picture, so that the same picture gives the same
 * film after a restart too. For a picture that cannot be read or does not exist, the rule of thirds is assumed.
 *
 * <p>Decoding runs in a child process, one for all new pictures; it ends at the first picture that crashes it, and another
 * process continues with the rest. Thread-safe.
 */
public final class SaliencyCache implements Saliency {
    public static final SaliencyCache OF_FILES = new SaliencyCache();

    private static final Logger LOG = LoggerFactory.getLogger(SaliencyCache.class);
    /** Contains the version of the analysis: another algorithm uses another name. */
    private static final String BESIDE = ".focus-2";

    private static final int HEAP_MB = 256;
    private static final Duration START = Duration.ofSeconds(20);
    private static final Duration EACH = Duration.ofSeconds(20);
    private static final int MAX_REMEMBERED = 2000;

    private final Map<Path, FocusPoints> seen = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Path, FocusPoints> eldest) {
            return size() > MAX_REMEMBERED;
        }
    };

    @Override
    public synchronized FocusPoints of(MediaItem picture) {
        prepare(List.of(picture));
        return seen.getOrDefault(picture.file(), FocusPoints.THIRDS);
    }

    @Override
    public synchronized void prepare(List<MediaItem> pictures) {
        List<Path> left = new ArrayList<>();
        for (MediaItem picture : pictures) {
            Path file = picture.file();
            if (picture.kind() == MediaItem.Kind.IMAGE && !seen.containsKey(file) && Files.isRegularFile(file)) {
                kept(file).ifPresentOrElse(focusPoints -> seen.put(file, focusPoints), () -> left.add(file));
            }
        }
        while (!left.isEmpty()) {
            List<String> lines = look(left);
            for (int i = 0; i < lines.size(); i++) {
                keep(left.get(i), FocusPoints.ofLine(lines.get(i)).orElse(FocusPoints.THIRDS));
            }
            left.subList(0, lines.size()).clear();
            if (!left.isEmpty()) {
                LOG.warn("the image {} could not be analysed", left.get(0).getFileName());
                keep(left.remove(0), FocusPoints.THIRDS);
            }
        }
    }

    private static Optional<FocusPoints> kept(Path file) {
        try {
            Path cacheFile = cacheFile(file);
            return Files.isRegularFile(cacheFile)
                    ? FocusPoints.ofLine(Files.readString(cacheFile, StandardCharsets.UTF_8))
                    : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private void keep(Path file, FocusPoints focusPoints) {
        seen.put(file, focusPoints);
        try {
            Files.writeString(cacheFile(file), focusPoints.line(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            LOG.warn("the focus points of {} could not be saved: {}", file.getFileName(), e.getMessage());
        }
    }

    private static Path cacheFile(Path file) {
        return file.resolveSibling(file.getFileName() + BESIDE);
    }

    /** The lines that the child printed before it ended. */
    private static List<String> look(List<Path> files) {
        List<String> lines = new ArrayList<>();
        String[] arguments =
                files.stream().map(file -> file.toAbsolutePath().toString()).toArray(String[]::new);
        try {
            Process child = JavaChild.builder(SaliencyProcess.class, Compilation.FAST, HEAP_MB, arguments)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            Duration limit = START.plus(EACH.multipliedBy(files.size()));
            CompletableFuture<Void> end = child.onExit()
                    .completeOnTimeout(child, limit.toMillis(), TimeUnit.MILLISECONDS)
                    .thenAccept(Process::destroyForcibly);
            try (BufferedReader reader =
                    new BufferedReader(new InputStreamReader(child.getInputStream(), StandardCharsets.UTF_8))) {
                reader.lines().limit(files.size()).forEach(lines::add);
            } finally {
                child.destroyForcibly();
                end.cancel(false);
            }
        } catch (IOException | java.io.UncheckedIOException e) {
            LOG.warn("images could not be analysed: {}", e.getMessage());
        }
        return lines;
    }
}
