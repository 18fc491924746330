package io.longtake.cli.media;

import io.longtake.workflows.media.MediaRef;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What became of the files a command was given, in their order. */
public record IntakeResult(List<Checked> files) {
    /**
     * One file.
     *
     * @param source as the person wrote it
     * @param path where it was found; empty for a URL and for what isn't there
     * @param media its content; empty when no backend takes it
     * @param refusal why it can't be used, at least by the studio
     * @param warnings sentences on what it will look or sound like
     */
    public record Checked(
            String source,
            Optional<Path> path,
            Optional<MediaRef> media,
            Optional<Refusal> refusal,
            List<String> warnings) {
        public Checked {
            warnings = List.copyOf(warnings);
        }

        /** Why this backend can't use it. */
        public Optional<Refusal> refusal(Demand demand) {
            return refusal.filter(one -> demand == Demand.STUDIO || one.strength() != Refusal.Strength.STUDIO);
        }

        /** For a backend that takes it although the studio wouldn't. */
        public List<String> allWarnings() {
            return Stream.concat(
                            refusal.map(one -> one.sentence() + " The backend may still accept it.").stream(),
                            warnings.stream())
                    .toList();
        }
    }

    /** How much is asked of a file. */
    public enum Demand {
        /** The studio renders here: it has to decode. */
        STUDIO,
        /** Another backend may know more formats than this machine: the contract's limits, and a file that is whole. */
        CONTRACT
    }

    /**
     * What a command goes on with.
     *
     * @param warnings for the person, a sentence each
     */
    public record Selection(List<MediaRef> files, List<Refusal> skipped, List<String> warnings) {
        /** Whether there is nothing to see in it. */
        public boolean onlySound() {
            return files.stream().allMatch(file -> file.contentType().startsWith("audio/"));
        }
    }

    public IntakeResult {
        files = List.copyOf(files);
    }

    /**
     * Those that can be used.
     *
     * @param skipping what is done about the others
     * @throws RefusedInput naming each file that can't be used; with {@code SKIP} only if nothing is left, or if one may come
     *     in a moment
     */
    public Selection select(Demand demand, Skipping skipping) {
        List<MediaRef> usable = new ArrayList<>();
        List<Refusal> refused = new ArrayList<>();
        List<String> warnings = new ArrayList<>();
        for (var file : files) {
            var refusal = file.refusal(demand);
            refusal.ifPresent(refused::add);
            if (refusal.isEmpty()) {
                file.media().ifPresent(usable::add);
                warnings.addAll(file.allWarnings());
            }
        }
        boolean waits = refused.stream().anyMatch(one -> one.strength() == Refusal.Strength.NOT_NOW);
        if (!refused.isEmpty() && (skipping != Skipping.SKIP || usable.isEmpty() || waits)) {
            throw new RefusedInput(refused, files.size(), skipping);
        }
        return new Selection(List.copyOf(usable), List.copyOf(refused), List.copyOf(warnings));
    }

    /** What is done about files that can't be used. */
    public enum Skipping {
        /** The command ends. */
        REFUSE,
        /** The command ends, and says that it could leave them out. */
        OFFER,
        /** They are left out. */
        SKIP
    }

    /** The files that were found, as the person named them. */
    public List<Path> paths() {
        return files.stream().flatMap(file -> file.path().stream()).toList();
    }
}
