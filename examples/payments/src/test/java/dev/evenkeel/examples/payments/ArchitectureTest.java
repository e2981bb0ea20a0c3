// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.examples.payments;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Instant;

@AnalyzeClasses(
        packages = "dev.evenkeel.examples.payments",
        importOptions = {ImportOption.DoNotIncludeTests.class, ImportOption.DoNotIncludeJars.class})
class ArchitectureTest {
    private static final String ROOT = "dev.evenkeel.examples.payments";

    @ArchTest
    static final ArchRule doesNotReadSystemClock = noClasses()
            .that()
            .doNotHaveSimpleName("Cores")
            .should()
            .callMethod(Instant.class, "now")
            .orShould()
            .callMethod(System.class, "currentTimeMillis")
            .orShould()
            .callMethod(System.class, "nanoTime");

    @ArchTest
    static final ArchRule messageRulesDoNotDependOnDatabaseOrWeb = noClasses()
            .that()
            .resideInAPackage(ROOT + ".message")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.springframework..", "java.sql..", "jakarta..", ROOT + ".ledger");

    @ArchTest
    static final ArchRule modernCoreDoesNotDependOnClassicCore = noClasses()
            .that()
            .resideInAPackage(ROOT + ".modern")
            .should()
            .dependOnClassesThat()
            .resideInAPackage(ROOT + ".classic")
            .allowEmptyShould(false);

    @ArchTest
    static final ArchRule onlyModernCoreAndFaultControllerDependOnFaults = noClasses()
            .that()
            .doNotHaveSimpleName("FaultController")
            .and()
            .doNotHaveSimpleName("PaymentsConfiguration")
            .and()
            .doNotHaveSimpleName("Cores")
            .and()
            .resideOutsideOfPackage(ROOT + ".modern")
            .should()
            .dependOnClassesThat()
            .haveNameMatching(".*\\.(ModernCoreFault|ModernCoreFaultSwitches)");
}
