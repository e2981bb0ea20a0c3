// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.sdk;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.members;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaMember;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.time.Clock;
import java.time.Instant;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("one-jdk")
class ArchitectureTest {
    private static final JavaClasses SDK = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("dev.evenkeel.sdk");

    @Test
    void exposesOnlyJdkCoreAndSdkTypesInPublicSignatures() {
        members()
                .that()
                .arePublic()
                .and()
                .areDeclaredInClassesThat()
                .resideInAnyPackage("dev.evenkeel.sdk", "dev.evenkeel.sdk.store", "dev.evenkeel.sdk.testing")
                .should(showOnly(
                        "java.lang",
                        "java.math",
                        "java.net",
                        "java.nio.file",
                        "java.time",
                        "java.util",
                        "java.util.function",
                        "dev.evenkeel.core.flag",
                        "dev.evenkeel.core.wire",
                        "dev.evenkeel.sdk",
                        "dev.evenkeel.sdk.store",
                        "dev.evenkeel.sdk.testing"))
                .check(SDK);
    }

    @Test
    void dependsOnlyOnJdkCoreAndItsLibraries() {
        classes()
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage("java..", "dev.evenkeel..", "org.HdrHistogram", "org.jspecify.annotations")
                .check(SDK);
    }

    @Test
    void readsClockOnlyInLiveEvenkeel() {
        noClasses()
                .that()
                .doNotHaveSimpleName("LiveEvenkeel")
                .should()
                .callMethod(System.class, "nanoTime")
                .orShould()
                .callMethod(System.class, "currentTimeMillis")
                .orShould()
                .callMethod(Instant.class, "now")
                .orShould()
                .callMethod(Clock.class, "systemUTC")
                .check(SDK);
    }

    private static ArchCondition<JavaMember> showOnly(String... packages) {
        Set<String> allowed = Set.of(packages);
        return new ArchCondition<>("show only types of " + allowed) {
            @Override
            public void check(JavaMember member, ConditionEvents events) {
                Set<String> foreign = shown(member)
                        .map(JavaClass::getBaseComponentType)
                        .filter(type -> !type.isPrimitive() && !allowed.contains(type.getPackageName()))
                        .map(JavaClass::getName)
                        .collect(Collectors.toSet());
                if (!foreign.isEmpty()) {
                    events.add(SimpleConditionEvent.violated(member, member.getFullName() + " shows " + foreign));
                }
            }
        };
    }

    private static Stream<JavaClass> shown(JavaMember member) {
        if (member instanceof JavaField field) {
            return field.getType().getAllInvolvedRawTypes().stream();
        }
        var method = (JavaCodeUnit) member;
        return Stream.concat(Stream.of(method.getReturnType()), method.getParameterTypes().stream())
                .flatMap(type -> type.getAllInvolvedRawTypes().stream());
    }
}
