// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.foundation.catalog;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import dev.evenkeel.engine.catalog.FailureCost;
import dev.evenkeel.engine.catalog.Service;
import dev.evenkeel.engine.catalog.ServiceFlag;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The spec of a service in manifests; the components are those of [Service].
@JsonInclude(JsonInclude.Include.NON_NULL)
record ServiceManifestSpec(
        @JsonPropertyDescription("as people call it; its key unless said otherwise")
        String name,

        @JsonPropertyDescription("the team that owns it") String owner,

        @JsonPropertyDescription("whom to reach when it hurts: an address, a channel, a schedule")
        String escalation,

        @JsonPropertyDescription("1, which hurts most when it is down, to 4; 3 unless said otherwise")
        int tier,

        @JsonPropertyDescription("services without which it does not work, directly")
        List<String> dependsOn,

        @JsonPropertyDescription("flags that belong to it; a flag belongs to one service at most")
        List<ServiceFlag> flags,

        @JsonPropertyDescription("what a failed call of it costs, on average") @Nullable
        FailureCost failureCost) {
    static ServiceManifestSpec of(Service service) {
        return new ServiceManifestSpec(
                service.name(),
                service.owner(),
                service.escalation(),
                service.tier(),
                service.dependsOn(),
                service.flags(),
                service.failureCost());
    }
}
