// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server;

import org.junit.jupiter.api.Test;
import org.springframework.modulith.core.ApplicationModules;

final class ModularityTest {
    @Test
    void everyFeatureUsesOnlyWhatItDeclares() {
        ApplicationModules.of(EvenkeelServer.class).verify();
    }
}
