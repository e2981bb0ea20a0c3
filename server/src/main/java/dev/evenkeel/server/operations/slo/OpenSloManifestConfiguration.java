// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.operations.slo;

import dev.evenkeel.files.openslo.OpenSloKind;
import dev.evenkeel.server.foundation.manifest.ManifestKind;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// The OpenSLO kinds in files. OpenSLO services are the services of the catalogue.
@Configuration
class OpenSloManifestConfiguration {
    private final OpenSloObjectRepository table;
    private final SloDefinitionService orders;

    OpenSloManifestConfiguration(OpenSloObjectRepository table, SloDefinitionService orders) {
        this.table = table;
        this.orders = orders;
    }

    @Bean
    ManifestKind dataSourceObjects() {
        return new OpenSloManifestKind(OpenSloKind.DATA_SOURCE, table, orders);
    }

    @Bean
    ManifestKind sliObjects() {
        return new OpenSloManifestKind(OpenSloKind.SLI, table, orders);
    }

    @Bean
    ManifestKind sloObjects() {
        return new OpenSloManifestKind(OpenSloKind.SLO, table, orders);
    }

    @Bean
    ManifestKind alertPolicyObjects() {
        return new OpenSloManifestKind(OpenSloKind.ALERT_POLICY, table, orders);
    }

    @Bean
    ManifestKind alertConditionObjects() {
        return new OpenSloManifestKind(OpenSloKind.ALERT_CONDITION, table, orders);
    }

    @Bean
    ManifestKind alertNotificationTargetObjects() {
        return new OpenSloManifestKind(OpenSloKind.ALERT_NOTIFICATION_TARGET, table, orders);
    }
}
