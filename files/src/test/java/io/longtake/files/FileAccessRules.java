package io.longtake.files;

import static com.tngtech.archunit.core.domain.JavaAccess.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.name;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.io.FileDescriptor;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;

/**
 * Architecture rules: files are digested and written durably in one place only. Every module that may use this one
 * includes these rules.
 */
public final class FileAccessRules {
    private FileAccessRules() {}

    @ArchTest
    public static final ArchRule digestsAreMadeInOnePlace = noClasses()
            .that()
            .resideOutsideOfPackage("io.longtake.files.digest..")
            .should()
            .callMethodWhere(target(owner(assignableTo(MessageDigest.class))).and(target(name("getInstance"))))
            .because("SHA-256 is files.digest.Sha256");

    /** The JDK's answer fails in a chroot. */
    @ArchTest
    public static final ArchRule disksAreAskedInOnePlace = noClasses()
            .that()
            .resideOutsideOfPackage("io.longtake.files.disk..")
            .should()
            .callMethod(Files.class, "getFileStore", Path.class)
            .because("files.disk.Disks answers for files without a mount point too");

    @ArchTest
    public static final ArchRule filesAreNamedAndForcedInOnePlace = noClasses()
            .that()
            .resideOutsideOfPackage("io.longtake.files.durable..")
            .should()
            .accessField(StandardCopyOption.class, "ATOMIC_MOVE")
            .orShould()
            .callMethod(FileChannel.class, "force", boolean.class)
            .orShould()
            .callMethod(FileDescriptor.class, "sync")
            .because(
                    "what is on the disk when is decided by files.durable.Durable, which has a method for files that need not be");
}
