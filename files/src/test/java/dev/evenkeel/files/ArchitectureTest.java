// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.files;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.equivalentTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.net.URI;

@AnalyzeClasses(packages = "dev.evenkeel.files", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    @ArchTest
    static final ArchRule DEPENDS_ONLY_ON_ALLOWED_PACKAGES = classes()
            .should()
            .onlyDependOnClassesThat(resideInAnyPackage(
                            "dev.evenkeel.files..",
                            "dev.evenkeel.core.flag..",
                            "dev.evenkeel.engine.audit",
                            "dev.evenkeel.engine.capacity",
                            "dev.evenkeel.engine.change",
                            "dev.evenkeel.engine.catalog",
                            "dev.evenkeel.engine.decision..",
                            "dev.evenkeel.engine.experiment",
                            "dev.evenkeel.engine.format",
                            "dev.evenkeel.engine.gate",
                            "dev.evenkeel.engine.preview",
                            "dev.evenkeel.engine.risk",
                            "dev.evenkeel.engine.rollout.plan",
                            "net.fortuna.ical4j..",
                            "dev.evenkeel.engine.slo",
                            "dev.evenkeel.engine.technology",
                            "dev.evenkeel.engine.validation",
                            "org.jspecify..",
                            "org.snakeyaml..",
                            "tools.jackson..",
                            "com.fasterxml.jackson.annotation",
                            "java.io",
                            "java.lang..",
                            "java.math",
                            "java.nio.charset",
                            "java.nio.file",
                            "java.security",
                            "java.security.interfaces",
                            "java.security.spec",
                            "java.time..",
                            "java.util..")
                    .or(equivalentTo(URI.class)));
}
