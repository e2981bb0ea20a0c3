// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.rollouts.experiment;

import dev.evenkeel.server.foundation.security.access.FlagOwnerResolver;
import dev.evenkeel.server.foundation.security.access.OwningServiceResolver;
import java.util.Collection;
import java.util.Optional;
import org.springframework.stereotype.Component;

/// The resolver of an experiment's owning services: the owners of its flag.
@Component
class ExperimentOwningServiceResolver implements OwningServiceResolver {
    private final ExperimentService experiments;
    private final FlagOwnerResolver owners;

    ExperimentOwningServiceResolver(ExperimentService experiments, FlagOwnerResolver owners) {
        this.experiments = experiments;
        this.owners = owners;
    }

    @Override
    public String collection() {
        return "experiments";
    }

    @Override
    public Optional<Collection<String>> findOwningServices(String id) {
        return experiments.find(id).map(one -> owners.listOwningServices(one.environment(), one.flag()));
    }
}
