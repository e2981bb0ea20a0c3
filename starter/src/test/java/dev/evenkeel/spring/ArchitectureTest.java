// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.spring;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

class ArchitectureTest {
    private static final JavaClasses MODULE = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("dev.evenkeel.spring");

    @Test
    void confinesBootVersionDependenciesToVersionedClasses() {
        assertOnlyUsedByClassesOf(
                "Boot3", "org.springframework.boot.actuate.health..", "org.springframework.boot.web.client..");
        assertOnlyUsedByClassesOf(
                "Boot4", "org.springframework.boot.health..", "org.springframework.boot.restclient..");
    }

    private static void assertOnlyUsedByClassesOf(String boot, String... itsPackages) {
        noClasses()
                .that()
                .haveSimpleNameNotStartingWith(boot)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(itsPackages)
                .check(MODULE);
    }

    @Test
    void dependsOnlyOnPublicEvenkeelPackages() {
        classes()
                .should()
                .onlyDependOnClassesThat(resideOutsideOfPackage("dev.evenkeel..")
                        .or(resideInAnyPackage(
                                "dev.evenkeel.sdk",
                                "dev.evenkeel.openfeature",
                                "dev.evenkeel.observability",
                                "dev.evenkeel.spring..")))
                .check(MODULE);
    }
}
