package io.longtake.files;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import org.junit.jupiter.api.Test;

/** Checks that the rules detect what they forbid. */
class FileAccessRulesTest {
    static final class OwnDigest {
        static byte[] of(byte[] bytes) throws GeneralSecurityException {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        }
    }

    static final class OwnMove {
        static void move(Path from, Path to) throws IOException {
            Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
        }
    }

    static final class OwnForce {
        static void force(FileChannel channel) throws IOException {
            channel.force(true);
        }
    }

    static final class OwnSync {
        static void sync(FileOutputStream file) throws IOException {
            file.getFD().sync();
        }
    }

    /** Neither computes a digest nor renames atomically. */
    static final class Harmless {
        static boolean same(byte[] one, byte[] other) {
            return MessageDigest.isEqual(one, other);
        }

        static void move(Path from, Path to) throws IOException {
            Files.move(from, to, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    @Test
    void aDigestComputedElsewhereIsFound() {
        assertThat(violates(FileAccessRules.digestsAreMadeInOnePlace, OwnDigest.class))
                .isTrue();
    }

    @Test
    void renamesAndSyncsElsewhereAreFound() {
        assertThat(violates(FileAccessRules.filesAreNamedAndForcedInOnePlace, OwnMove.class))
                .isTrue();
        assertThat(violates(FileAccessRules.filesAreNamedAndForcedInOnePlace, OwnForce.class))
                .isTrue();
        assertThat(violates(FileAccessRules.filesAreNamedAndForcedInOnePlace, OwnSync.class))
                .isTrue();
    }

    @Test
    void comparingSecretsAndPlainMovesAreAllowed() {
        assertThat(violates(FileAccessRules.digestsAreMadeInOnePlace, Harmless.class))
                .isFalse();
        assertThat(violates(FileAccessRules.filesAreNamedAndForcedInOnePlace, Harmless.class))
                .isFalse();
    }

    private static boolean violates(ArchRule rule, Class<?> type) {
        return rule.evaluate(new ClassFileImporter().importClasses(type)).hasViolation();
    }
}
