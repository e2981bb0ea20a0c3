// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.observability;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("one-jdk")
class ArchitectureTest {
    private static final JavaClasses MODULE = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("dev.evenkeel.observability");

    @Test
    void dependsOnTheSdkAndWhatItTellsOnly() {
        classes()
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        "java..",
                        "dev.evenkeel.core.flag",
                        "dev.evenkeel.sdk",
                        "dev.evenkeel.observability",
                        "io.micrometer.core.instrument..",
                        "io.opentelemetry.api..",
                        "org.jspecify.annotations")
                .check(MODULE);
    }

    @Test
    void eitherLibraryMayBeMissing() {
        onlyIn(EvenkeelMetrics.class, "io.micrometer..");
        onlyIn(TracingCallListener.class, "io.opentelemetry..");
    }

    private static void onlyIn(Class<?> type, String library) {
        noClasses()
                .that()
                .doNotHaveFullyQualifiedName(type.getName())
                .should()
                .dependOnClassesThat()
                .resideInAPackage(library)
                .check(MODULE);
    }
}
