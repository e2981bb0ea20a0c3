// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.examples.demo;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import dev.evenkeel.examples.demo.scenario.FailureScenario;

@AnalyzeClasses(
        packagesOf = {DemoCommand.class, FailureScenario.class},
        importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    @ArchTest
    static final ArchRule doesNotDependOnCliOrServer =
            noClasses().should().dependOnClassesThat(resideInAnyPackage("dev.evenkeel.cli..", "dev.evenkeel.server.."));

    /* The service of the quick demo runs in the process of the demo. */
    @ArchTest
    static final ArchRule onlyQuickDemoDependsOnSdk = noClasses()
            .that()
            .resideOutsideOfPackage("dev.evenkeel.examples.demo.quick")
            .should()
            .dependOnClassesThat(resideInAnyPackage("dev.evenkeel.sdk.."));
}
