// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.rollouts.experiment;

import dev.evenkeel.server.foundation.security.access.FlagOwnerResolver;
import dev.evenkeel.server.foundation.security.access.OwningServiceResolver;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// The resolver of an experiment's owning services: the owners of its flag.
@Configuration(proxyBeanMethods = false)
class ExperimentOwnerConfiguration {
    @Bean
    OwningServiceResolver experimentOwner(ExperimentService experiments, FlagOwnerResolver owners) {
        return new OwningServiceResolver(
                "experiments",
                id -> experiments
                        .find(id)
                        .map(experiment -> owners.listOwningServices(experiment.environment(), experiment.flag())));
    }
}
