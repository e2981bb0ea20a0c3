// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import java.util.List;

/// The package groups of the server and their order. A test in e2e checks cycles and sizes of packages.
@AnalyzeClasses(packagesOf = EvenkeelServer.class, importOptions = ImportOption.DoNotIncludeTests.class)
final class PackageDependencyTest {
    private static final String ROOT = "dev.evenkeel.server";

    /// Lowest first.
    private static final List<String> GROUPS =
            List.of("foundation", "flags", "gates", "rollouts", "operations", "decisions", "console");

    @ArchTest
    static void everyPackageBelongsToAGroup(JavaClasses server) {
        classes()
                .that()
                .resideOutsideOfPackage(ROOT)
                .should()
                .resideInAnyPackage(packagesOf(GROUPS))
                .check(server);
    }

    @ArchTest
    static void packageGroupsDependOnlyOnLowerGroups(JavaClasses server) {
        for (int i = 0; i < GROUPS.size() - 1; i++) {
            noClasses()
                    .that()
                    .resideInAnyPackage(packagesOf(GROUPS.subList(i, i + 1)))
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(packagesOf(GROUPS.subList(i + 1, GROUPS.size())))
                    .check(server);
        }
    }

    @ArchTest
    static void classesDoNotDependOnCompositionRoot(JavaClasses server) {
        noClasses()
                .that()
                .resideOutsideOfPackage(ROOT)
                .should()
                .dependOnClassesThat()
                .resideInAPackage(ROOT)
                .check(server);
    }

    private static String[] packagesOf(List<String> groups) {
        return groups.stream().map(group -> ROOT + "." + group + "..").toArray(String[]::new);
    }
}
