// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.operations.slo;

import dev.evenkeel.files.openslo.Kind;
import dev.evenkeel.server.foundation.manifest.ObjectKind;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// The kinds of OpenSLO that files describe; its services are those of the catalogue.
@Configuration
class SloObjectKinds {
    private final ObjectTable table;
    private final SloOrders orders;

    SloObjectKinds(ObjectTable table, SloOrders orders) {
        this.table = table;
        this.orders = orders;
    }

    @Bean
    ObjectKind dataSourceObjects() {
        return new OpenSloObjects(Kind.DATA_SOURCE, table, orders);
    }

    @Bean
    ObjectKind sliObjects() {
        return new OpenSloObjects(Kind.SLI, table, orders);
    }

    @Bean
    ObjectKind sloObjects() {
        return new OpenSloObjects(Kind.SLO, table, orders);
    }

    @Bean
    ObjectKind alertPolicyObjects() {
        return new OpenSloObjects(Kind.ALERT_POLICY, table, orders);
    }

    @Bean
    ObjectKind alertConditionObjects() {
        return new OpenSloObjects(Kind.ALERT_CONDITION, table, orders);
    }

    @Bean
    ObjectKind alertNotificationTargetObjects() {
        return new OpenSloObjects(Kind.ALERT_NOTIFICATION_TARGET, table, orders);
    }
}
