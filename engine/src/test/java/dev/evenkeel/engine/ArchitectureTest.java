// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.belongToAnyOf;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.net.URI;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Instant;

/// The engine is pure: values and instants in, values out.
@AnalyzeClasses(packages = "dev.evenkeel.engine", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    /* An address is a value, and a hash of a text is one; what else is in their packages reaches out. */
    @ArchTest
    static final ArchRule DEPENDS_ONLY_ON_ALLOWED_PACKAGES = classes()
            .should()
            .onlyDependOnClassesThat(resideInAnyPackage(
                            "dev.evenkeel.engine..",
                            "dev.evenkeel.core.flag..",
                            "dev.evenkeel.core.stats..",
                            "dev.evenkeel.core.telemetry..",
                            "com.fasterxml.jackson.annotation",
                            "org.apache.commons.rng",
                            "org.apache.commons.statistics.distribution",
                            "org.jspecify..",
                            "java.lang..",
                            "java.io",
                            "java.math",
                            "java.time..",
                            "java.util..")
                    .or(belongToAnyOf(
                            URI.class,
                            MessageDigest.class,
                            NoSuchAlgorithmException.class,
                            StandardCharsets.class,
                            Charset.class)));

    @ArchTest
    static final ArchRule READS_NO_CLOCK = noClasses()
            .should()
            .dependOnClassesThat()
            .belongToAnyOf(Clock.class)
            .orShould()
            .callMethod(Instant.class, "now")
            .orShould()
            .callMethod(System.class, "currentTimeMillis")
            .orShould()
            .callMethod(System.class, "nanoTime");

    @ArchTest
    static final ArchRule USES_NO_FILES_SOCKETS_OR_THREADS = noClasses()
            .should()
            .dependOnClassesThat()
            .haveNameMatching("java\\.io\\.(File.*|RandomAccessFile|PrintStream|Console)|java\\.lang\\.Thread|"
                    + "java\\.util\\.concurrent\\..*|java\\.util\\.Random|java\\.util\\.Timer");

    @ArchTest
    static final ArchRule FORBIDS_UTIL_HELPER_AND_MISC_CLASS_NAMES =
            noClasses().should().haveNameMatching(".*(Utils?|Helper|Misc)");
}
