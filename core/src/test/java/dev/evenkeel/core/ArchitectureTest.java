// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.core;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaMember;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Architecture rules of module core that the compiler does not check.
@Tag("one-jdk")
class ArchitectureTest {
    private static final JavaClasses CORE = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .withImportOption(location -> location.contains("/core/target/classes"))
            .importPackages("dev.evenkeel");

    /// What is not exported by the module.
    private static final String[] INTERNAL = {"dev.evenkeel.core.json..", "dev.evenkeel.core.targeting.."};

    @Test
    void doesNotReadTheClock() {
        noClasses()
                .should()
                .callMethod(System.class, "currentTimeMillis")
                .orShould()
                .callMethod(System.class, "nanoTime")
                .orShould()
                .callMethod(Instant.class, "now")
                .orShould()
                .dependOnClassesThat()
                .areAssignableTo(Clock.class)
                .because("time is a parameter")
                .check(CORE);
    }

    @Test
    void performsNoIo() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "java.net..", "java.nio.file..", "java.nio.channels..", "java.sql..", "org.springframework..")
                .orShould()
                .dependOnClassesThat()
                .haveFullyQualifiedName("java.io.File")
                .orShould()
                .accessField(System.class, "out")
                .orShould()
                .accessField(System.class, "err")
                .check(CORE);
    }

    @Test
    void usesJavaIoOnlyInCodecPackages() {
        noClasses()
                .that()
                .resideOutsideOfPackages(
                        "dev.evenkeel.core.json..", "dev.evenkeel.core.telemetry..", "dev.evenkeel.core.wire..")
                .should()
                .dependOnClassesThat(resideInAPackage("java.io..").and(isNotSerializable()))
                .check(CORE);
    }

    @Test
    void hasNoClassesNamedUtilHelperOrMisc() {
        noClasses().should().haveNameMatching(".*(Utils?|Helper|Misc)").check(CORE);
    }

    @Test
    void exposesNoInternalTypesInPublicSignatures() {
        classes()
                .that(DescribedPredicate.describe("are public", ArchitectureTest::isPublic))
                .and()
                .resideOutsideOfPackages(INTERNAL)
                .should(showNoTypesOf(INTERNAL))
                .check(CORE);
    }

    @Test
    void annotatesAllPackagesNullMarked() {
        classes()
                .that()
                .haveSimpleName("package-info")
                .should()
                .beAnnotatedWith("org.jspecify.annotations.NullMarked")
                .check(CORE);
        noClasses()
                .should()
                .beAnnotatedWith("org.jspecify.annotations.NullUnmarked")
                .check(CORE);
    }

    private static DescribedPredicate<JavaClass> isNotSerializable() {
        return DescribedPredicate.describe(
                "is not Serializable", type -> !type.getFullName().equals("java.io.Serializable"));
    }

    private static ArchCondition<JavaClass> showNoTypesOf(String... packages) {
        return new ArchCondition<>("show no types of " + List.of(packages)) {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                var hidden = resideInAnyPackage(packages);
                type.getMembers().stream()
                        .filter(member -> isShown(member) && types(member).anyMatch(hidden))
                        .forEach(member -> events.add(SimpleConditionEvent.violated(
                                member, member.getFullName() + " shows an internal type")));
                Stream.concat(type.getRawInterfaces().stream(), type.getRawSuperclass().stream())
                        .filter(hidden)
                        .forEach(parent -> events.add(SimpleConditionEvent.violated(
                                type, type.getName() + " extends internal " + parent.getName())));
            }
        };
    }

    /// Public, and so is what it is nested in.
    private static boolean isPublic(JavaClass type) {
        return type.getModifiers().contains(JavaModifier.PUBLIC)
                && type.getEnclosingClass().map(ArchitectureTest::isPublic).orElse(true);
    }

    private static boolean isShown(JavaMember member) {
        return member.getModifiers().contains(JavaModifier.PUBLIC)
                || member.getModifiers().contains(JavaModifier.PROTECTED);
    }

    private static Stream<JavaClass> types(JavaMember member) {
        if (member instanceof JavaField field) {
            return field.getType().getAllInvolvedRawTypes().stream();
        }
        var unit = (JavaCodeUnit) member;
        return Stream.concat(
                unit.getReturnType().getAllInvolvedRawTypes().stream(),
                unit.getParameterTypes().stream().flatMap(type -> type.getAllInvolvedRawTypes().stream()));
    }
}
