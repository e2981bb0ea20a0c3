// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.spring;

import dev.evenkeel.sdk.Evenkeel;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;

/// The actuator endpoint `/actuator/evenkeel`: state, revision and counters of the SDK.
@Endpoint(id = "evenkeel")
public final class EvenkeelEndpoint {
    private final Evenkeel evenkeel;

    EvenkeelEndpoint(Evenkeel evenkeel) {
        this.evenkeel = evenkeel;
    }

    /// Returns the current state, revision and counters.
    @ReadOperation
    public EvenkeelStatus report() {
        return EvenkeelStatus.of(evenkeel);
    }
}
