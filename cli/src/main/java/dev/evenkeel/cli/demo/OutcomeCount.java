// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.demo;

import java.io.IOException;
import tools.jackson.databind.JsonNode;

/// The calls that the payment service saw, held against those that the server counts.
///
/// @param recorded calls that the SDK in the payment service recorded
/// @param received calls of that process in the server's database
/// @param dropped what the SDK could not deliver, in its own account
public record OutcomeCount(long recorded, long received, long dropped) {

    /// Asks both. The server follows within a second or two of the last call.
    public static OutcomeCount read(DemoStage stage) throws IOException, InterruptedException {
        JsonNode sdk = stage.sdkStats();
        long received = 0;
        for (JsonNode process : stage.controlPlane().outcomes().path("instances")) {
            if (process.path("instance").asString().equals(sdk.path("instance").asString())) {
                received = process.path("calls").asLong();
            }
        }
        long dropped =
                sdk.path("dropped").valueStream().mapToLong(JsonNode::asLong).sum();
        return new OutcomeCount(sdk.path("callsRecorded").asLong(), received, dropped);
    }

    /// Every call counted once.
    public boolean isExact() {
        return recorded == received && dropped == 0;
    }
}
