// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import dev.evenkeel.server.foundation.jobs.BackgroundJob;
import dev.evenkeel.server.foundation.request.JsonRequest;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.stereotype.Controller;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.bind.annotation.RestController;

/// A class has the suffix of its role, and a class with the suffix has the role.
@AnalyzeClasses(packagesOf = EvenkeelServer.class, importOptions = ImportOption.DoNotIncludeTests.class)
final class NamingConventionTest {
    @ArchTest
    static final ArchRule annotatedControllersHaveControllerSuffix = classes()
            .that()
            .areAnnotatedWith(RestController.class)
            .or()
            .areAnnotatedWith(Controller.class)
            .should()
            .haveSimpleNameEndingWith("Controller");

    @ArchTest
    static final ArchRule classesWithControllerSuffixAreAnnotated = classes()
            .that()
            .haveSimpleNameEndingWith("Controller")
            .should()
            .beAnnotatedWith(RestController.class)
            .orShould()
            .beAnnotatedWith(Controller.class);

    @ArchTest
    static final ArchRule classesWithServiceSuffixAreComponents = classes()
            .that()
            .haveSimpleNameEndingWith("Service")
            .and()
            .areTopLevelClasses()
            .should()
            .beAnnotatedWith(Component.class);

    @ArchTest
    static final ArchRule classesWithJobSuffixUseBackgroundJob = classes()
            .that()
            .haveNameMatching(".*Jobs?")
            .and()
            .resideOutsideOfPackage("..foundation.jobs")
            .should()
            .dependOnClassesThat()
            .areAssignableTo(BackgroundJob.class);

    /* A job calls the bean itself, not Spring's proxy. */
    @ArchTest
    static final ArchRule jobMethodsAreNotTransactional = methods()
            .that()
            .areAnnotatedWith(Transactional.class)
            .should(ArchCondition.from(DescribedPredicate.describe(
                    "not be passed to a job by the constructor of its class",
                    NamingConventionTest::isNotUsedByItsConstructor)));

    @ArchTest
    static final ArchRule onlyDataAccessClassesUseJdbcClient = noClasses()
            .that()
            .areTopLevelClasses()
            .and()
            .haveNameNotMatching(".*(Repository|Queries|Retention|Configuration|Job|Cursor|Partitions|Sweep|Target"
                    + "|Diagnostics|Limiter|DoctorController|JdbcClient)")
            .should()
            .dependOnClassesThat()
            .areAssignableTo(JdbcClient.class);

    @ArchTest
    static final ArchRule exceptionsHaveExceptionSuffix =
            classes().that().areAssignableTo(Throwable.class).should().haveSimpleNameEndingWith("Exception");

    @ArchTest
    static final ArchRule requestsAndResponsesAreRecords = classes()
            .that()
            .haveNameMatching(".*[a-z](Request|Response)")
            .and()
            .areNotInterfaces()
            .and()
            .doNotBelongToAnyOf(JsonRequest.class)
            .should()
            .beRecords();

    private static boolean isNotUsedByItsConstructor(JavaMethod method) {
        return method.getAccessesToSelf().stream()
                .noneMatch(access -> access.getOrigin().isConstructor()
                        && access.getOriginOwner().equals(method.getOwner()));
    }
}
