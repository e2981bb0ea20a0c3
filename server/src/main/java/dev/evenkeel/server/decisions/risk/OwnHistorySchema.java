// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.decisions.risk;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;

/// A service's own history as [dev.evenkeel.files.risk.ServiceHistoryCodec] writes it, for its schema.
///
/// @param noticed minutes; left out when there are none
record OwnHistorySchema(
        LocalDate asOf,
        String service,
        double weeks,
        List<Change> changes,
        Map<String, Group> otherServices,
        List<Incident> incidents,
        Map<String, Technology> technologies,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<Double> noticed) {
    /// @param factors left out when there are none
    record Change(
            LocalDate on,
            String kind,
            String outcome,
            @JsonInclude(JsonInclude.Include.NON_EMPTY) Map<String, Double> factors) {}

    record Group(long failed, long of) {}

    /// @param minutes by the part of the outage
    record Incident(LocalDate on, List<String> causes, boolean over, Map<String, Double> minutes) {}

    record Technology(double hours, double incidents) {}
}
