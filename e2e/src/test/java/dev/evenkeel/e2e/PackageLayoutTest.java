// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.e2e;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.ArchConfiguration;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// Packages of all modules: no cycles, and at most 40 files in each.
class PackageLayoutTest {
    private static final Pattern MODULE = Pattern.compile("<module>([^<]+)</module>");
    private static final long MAX_FILES = 40;

    /// The factory methods of the public API, which create internal types.
    private static final String SDK_FACTORIES = "dev\\.evenkeel\\.sdk\\.(Evenkeel|SettlementToken)";

    @Test
    void hasNoCyclesBetweenPackages() throws IOException {
        List<Path> classes = new ArrayList<>();
        for (Path module : modules(Repository.root())) {
            if (filesByPackage(module).size() > 1) {
                classes.add(module.resolve("target/classes"));
            }
        }
        assertThat(classes)
                .hasSizeGreaterThan(8)
                .allSatisfy(folder -> assertThat(folder).isDirectory());
        slices().matching("dev.evenkeel.(**)")
                .should()
                .beFreeOfCycles()
                .ignoreDependency(nameMatching(SDK_FACTORIES), resideInAPackage("dev.evenkeel.sdk.internal.."))
                .check(importOnly(classes));
    }

    @Test
    void hasNoPackageWithMoreThanFortyFiles() throws IOException {
        Map<Path, Long> files = new TreeMap<>();
        for (Path module : modules(Repository.root())) {
            files.putAll(filesByPackage(module));
        }
        assertThat(files)
                .hasSizeGreaterThan(200)
                .allSatisfy((folder, count) ->
                        assertThat(count).as("files in %s", folder).isLessThanOrEqualTo(MAX_FILES));
    }

    /// The folder of a pom and those of its modules.
    private static List<Path> modules(Path folder) throws IOException {
        List<Path> modules = new ArrayList<>(List.of(folder));
        for (var module : MODULE.matcher(Files.readString(folder.resolve("pom.xml")))
                .results()
                .toList()) {
            modules.addAll(modules(folder.resolve(module.group(1))));
        }
        return modules;
    }

    private static Map<Path, Long> filesByPackage(Path module) throws IOException {
        Path sources = module.resolve("src/main/java");
        if (!Files.isDirectory(sources)) {
            return Map.of();
        }
        try (Stream<Path> files = Files.walk(sources)) {
            return files.filter(file -> file.toString().endsWith(".java"))
                    .filter(file -> !file.endsWith("module-info.java"))
                    .collect(groupingBy(Path::getParent, counting()));
        }
    }

    /// Without the classes of libraries, which take seconds to resolve.
    private static JavaClasses importOnly(List<Path> folders) {
        ArchConfiguration.get().setResolveMissingDependenciesFromClassPath(false);
        try {
            return new ClassFileImporter().importPaths(folders);
        } finally {
            ArchConfiguration.get().reset();
        }
    }
}
