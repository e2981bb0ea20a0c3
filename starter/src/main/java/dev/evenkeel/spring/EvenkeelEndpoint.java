// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.spring;

import dev.evenkeel.sdk.Evenkeel;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;

/// `/actuator/evenkeel`: state, revision and counts of the SDK.
@Endpoint(id = "evenkeel")
public final class EvenkeelEndpoint {
    private final Evenkeel evenkeel;

    EvenkeelEndpoint(Evenkeel evenkeel) {
        this.evenkeel = evenkeel;
    }

    /// State, revision and counts now.
    @ReadOperation
    public EvenkeelStatus report() {
        return EvenkeelStatus.of(evenkeel);
    }
}
