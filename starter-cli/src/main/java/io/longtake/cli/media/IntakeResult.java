package io.longtake.cli.media;

import io.longtake.workflows.media.MediaRef;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The results for the files of a command, in the same order. */
public record IntakeResult(List<Checked> files) {
    /**
     * The result for one file.
     *
     * @param source as the user entered it
     * @param path where the file was found; empty for a URL or a missing file
     * @param media its content; empty if no backend accepts it
     * @param refusal why at least the studio can't use it
     * @param warnings sentences about how it will look or sound
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

        /** Returns why a backend with this demand can't use the file. */
        public Optional<Refusal> refusal(Demand demand) {
            return refusal.filter(one -> demand == Demand.STUDIO || one.strength() != Refusal.Strength.STUDIO);
        }

        /** Returns the warnings, including the refusal of the studio for a backend that may accept the file. */
        public List<String> allWarnings() {
            return Stream.concat(
                            refusal.map(one -> one.sentence() + " The backend may still accept it.").stream(),
                            warnings.stream())
                    .toList();
        }
    }

    /** The requirements for a file. */
    public enum Demand {
        /** The studio renders on this machine, so the file must be decodable. */
        STUDIO,
        /**
         * Another backend may support more formats than this machine. Only the contract's limits and completeness are
         * checked.
         */
        CONTRACT
    }

    /**
     * The files with which a command continues.
     *
     * @param warnings sentences for the user
     */
    public record Selection(List<MediaRef> files, List<Refusal> skipped, List<String> warnings) {
        /** Whether no file contains anything visible. */
        public boolean onlySound() {
            return files.stream().allMatch(file -> file.contentType().startsWith("audio/"));
        }
    }

    public IntakeResult {
        files = List.copyOf(files);
    }

    /**
     * Selects the usable files.
     *
     * @param skipping what to do with the others
     * @throws RefusedInput naming each unusable file; with {@code SKIP} only if no file is left, or if one of them may
     *     be available shortly
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

    /** What to do with files that can't be used. */
    public enum Skipping {
        /** The command fails. */
        REFUSE,
        /** The command fails, and the message offers to skip the files. */
        OFFER,
        /** The files are skipped. */
        SKIP
    }

    /** Returns the paths of the files that were found. */
    public List<Path> paths() {
        return files.stream().flatMap(file -> file.path().stream()).toList();
    }
}
