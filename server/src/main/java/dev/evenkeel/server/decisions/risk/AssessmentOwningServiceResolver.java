// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.decisions.risk;

import dev.evenkeel.server.foundation.security.access.FlagOwnerResolver;
import dev.evenkeel.server.foundation.security.access.OwningServiceResolver;
import java.util.Collection;
import java.util.Optional;
import org.springframework.stereotype.Component;

/// Resolves the owner of an assessment: the owner of the flag of its change.
@Component
class AssessmentOwningServiceResolver implements OwningServiceResolver {
    private final AssessmentService assessments;
    private final FlagOwnerResolver owners;

    AssessmentOwningServiceResolver(AssessmentService assessments, FlagOwnerResolver owners) {
        this.assessments = assessments;
        this.owners = owners;
    }

    @Override
    public String collection() {
        return "assessments";
    }

    @Override
    public Optional<Collection<String>> findOwningServices(String id) {
        return assessments.findById(id).map(one -> owners.listOwningServices(one.environment(), one.flag()));
    }
}
