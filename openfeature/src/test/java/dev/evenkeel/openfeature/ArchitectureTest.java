// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.openfeature;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("one-jdk")
class ArchitectureTest {
    private static final JavaClasses MODULE = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("dev.evenkeel.openfeature");

    @Test
    void dependsOnlyOnSdkAndOpenFeature() {
        classes()
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        "java..",
                        "dev.evenkeel.core.flag",
                        "dev.evenkeel.sdk",
                        "dev.evenkeel.openfeature",
                        "dev.openfeature.sdk..",
                        "org.jspecify.annotations")
                .check(MODULE);
    }

    @Test
    void exposesOnlyEvenkeelProvider() {
        assertThat(MODULE.stream()
                        .filter(type -> type.getModifiers().contains(JavaModifier.PUBLIC))
                        .map(JavaClass::getSimpleName))
                .containsExactly("EvenkeelProvider");
    }
}
