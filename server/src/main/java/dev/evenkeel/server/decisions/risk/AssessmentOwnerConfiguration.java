// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.decisions.risk;

import dev.evenkeel.server.foundation.security.access.FlagOwnerResolver;
import dev.evenkeel.server.foundation.security.access.OwningServiceResolver;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// Resolves the owner of an assessment: the owner of the flag of its change.
@Configuration(proxyBeanMethods = false)
class AssessmentOwnerConfiguration {
    @Bean
    OwningServiceResolver assessmentOwner(AssessmentService assessments, FlagOwnerResolver owners) {
        return new OwningServiceResolver(
                "assessments",
                id -> assessments
                        .findById(id)
                        .map(assessment -> owners.listOwningServices(assessment.environment(), assessment.flag())));
    }
}
