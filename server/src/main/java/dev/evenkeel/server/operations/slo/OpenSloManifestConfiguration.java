// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.operations.slo;

import dev.evenkeel.files.openslo.OpenSloKind;
import dev.evenkeel.server.foundation.manifest.ManifestKind;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// The OpenSLO kinds in files. OpenSLO services are the services of the catalog.
@Configuration
class OpenSloManifestConfiguration {
    private final OpenSloObjectRepository openSloObjectRepository;
    private final SloDefinitionService definitions;

    OpenSloManifestConfiguration(OpenSloObjectRepository openSloObjectRepository, SloDefinitionService definitions) {
        this.openSloObjectRepository = openSloObjectRepository;
        this.definitions = definitions;
    }

    @Bean
    ManifestKind dataSourceObjects() {
        return new OpenSloObjectManifestKind(OpenSloKind.DATA_SOURCE, openSloObjectRepository, definitions);
    }

    @Bean
    ManifestKind sliObjects() {
        return new OpenSloObjectManifestKind(OpenSloKind.SLI, openSloObjectRepository, definitions);
    }

    @Bean
    ManifestKind sloObjects() {
        return new OpenSloObjectManifestKind(OpenSloKind.SLO, openSloObjectRepository, definitions);
    }

    @Bean
    ManifestKind alertPolicyObjects() {
        return new OpenSloObjectManifestKind(OpenSloKind.ALERT_POLICY, openSloObjectRepository, definitions);
    }

    @Bean
    ManifestKind alertConditionObjects() {
        return new OpenSloObjectManifestKind(OpenSloKind.ALERT_CONDITION, openSloObjectRepository, definitions);
    }

    @Bean
    ManifestKind alertNotificationTargetObjects() {
        return new OpenSloObjectManifestKind(
                OpenSloKind.ALERT_NOTIFICATION_TARGET, openSloObjectRepository, definitions);
    }
}
