// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.spring;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

class HouseRulesTest {
    @Test
    void classesForOneBootAreKeptApartFromThoseForBoth() {
        var module = new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .importPackages("dev.evenkeel.spring");
        noClasses()
                .that()
                .haveSimpleNameNotStartingWith("Boot3")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "org.springframework.boot.actuate.health..", "org.springframework.boot.web.client..")
                .check(module);
        noClasses()
                .that()
                .haveSimpleNameNotStartingWith("Boot4")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.springframework.boot.health..", "org.springframework.boot.restclient..")
                .check(module);
    }
}
