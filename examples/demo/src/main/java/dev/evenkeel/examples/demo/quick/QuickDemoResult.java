// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.examples.demo.quick;

import dev.evenkeel.files.output.ProgramName;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/// The result of the quick demo.
///
/// @param status final status of the rollout
/// @param reason the guard's reason for it
/// @param millis from the start of the demo to the end of the rollout
/// @param payments all payments, by then
/// @param failures failed ones, all caused by the new core
public record QuickDemoResult(String rollout, String status, String reason, long millis, long payments, long failures) {
    /// Whether the rollout ended as expected.
    public boolean isRolledBack() {
        return status.equals("ROLLED_BACK");
    }

    /// Returns a text for people.
    public String toText() {
        return ProgramName.replaceIn(String.format(
                Locale.ROOT,
                """
                Rollout %s: %s
                Reason: %s
                %,d of %,d payments failed, and the new core is off for all customers.

                Next: ./evenkeel demo runs the whole story with a real payment service, in about 5 minutes.
                      ./evenkeel demo --help lists the other stories: migration, stability, decision.""",
                rollout,
                isRolledBack() ? "rolled back automatically" : status,
                reason,
                failures,
                payments));
    }

    /// Returns one JSON object.
    public String toJson() {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("rollout", rollout);
        members.put("status", status);
        members.put("reason", reason);
        members.put("millis", millis);
        members.put("payments", payments);
        members.put("failures", failures);
        return new JsonMapper().writeValueAsString(members);
    }
}
