// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import dev.evenkeel.server.foundation.jobs.BackgroundJob;
import dev.evenkeel.server.foundation.request.JsonRequest;
import org.springframework.context.SmartLifecycle;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.RestController;

/// A class's suffix says its role, and a class of that role has the suffix.
@AnalyzeClasses(packagesOf = EvenkeelServer.class, importOptions = ImportOption.DoNotIncludeTests.class)
final class StereotypeTest {
    @ArchTest
    static final ArchRule controllersAnswerRequests = classes()
            .that()
            .areAnnotatedWith(RestController.class)
            .or()
            .areAnnotatedWith(Controller.class)
            .should()
            .haveSimpleNameEndingWith("Controller");

    @ArchTest
    static final ArchRule controllersAreAnnotated = classes()
            .that()
            .haveSimpleNameEndingWith("Controller")
            .should()
            .beAnnotatedWith(RestController.class)
            .orShould()
            .beAnnotatedWith(Controller.class);

    @ArchTest
    static final ArchRule servicesAreBeans = classes()
            .that()
            .haveSimpleNameEndingWith("Service")
            .and()
            .areTopLevelClasses()
            .should()
            .beAnnotatedWith(Component.class);

    @ArchTest
    static final ArchRule jobsRepeat =
            classes().that().haveSimpleNameEndingWith("Job").should().beAssignableTo(SmartLifecycle.class);

    @ArchTest
    static final ArchRule sqlIsInRepositories = noClasses()
            .that()
            .areTopLevelClasses()
            .and()
            .haveNameNotMatching(".*(Repository|Queries|Retention|Configuration|Job|Cursor|Partitions|Sweep|Target"
                    + "|Diagnostics|Limiter|DoctorController)")
            .should()
            .dependOnClassesThat()
            .areAssignableTo(JdbcClient.class);

    @ArchTest
    static final ArchRule exceptionsAreNamed =
            classes().that().areAssignableTo(Throwable.class).should().haveSimpleNameEndingWith("Exception");

    @ArchTest
    static final ArchRule backgroundJobsAreNamed =
            classes().that().areAssignableTo(BackgroundJob.class).should().haveNameMatching(".*(Job|Cleanup)");

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
}
