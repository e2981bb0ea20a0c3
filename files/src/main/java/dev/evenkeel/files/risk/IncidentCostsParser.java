// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.files.risk;

import dev.evenkeel.engine.decision.IncidentCosts;
import dev.evenkeel.engine.decision.Quantity;
import dev.evenkeel.files.json.JsonObjectReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What a major incident costs besides the revenue that is lost meanwhile.
final class IncidentCostsParser {
    private static final Set<String> FIELDS = Set.of("credits", "churn", "labour", "penalties");
    private static final Set<String> CREDIT = Set.of("afterMinutes", "amount");
    private static final Set<String> CHURN = Set.of("customers", "uplift", "value");

    private final JsonObjectReader fields;
    private final QuantityParser forms;

    IncidentCostsParser(JsonObjectReader fields, QuantityParser forms) {
        this.fields = fields.only(FIELDS);
        this.forms = forms;
    }

    /// Reads it; nothing of it has to be there.
    ///
    /// @return none where something is wrong, which is then noted
    IncidentCosts read() {
        Quantity labour = amount("labour", "labour of a major incident");
        Quantity penalties = amount("penalties", "penalties for a major incident");
        try {
            return new IncidentCosts(credits(fields.object("credits")), churn(), labour, penalties);
        } catch (IllegalArgumentException e) {
            fields.faults().add(fields.at("credits"), String.valueOf(e.getMessage()), "correct afterMinutes");
            return IncidentCosts.NONE;
        }
    }

    private @Nullable Quantity amount(String field, String name) {
        return fields.find(field) == null ? null : forms.amount(fields, field, name);
    }

    private List<IncidentCosts.Credit> credits(JsonObjectReader parent) {
        List<IncidentCosts.Credit> credits = new ArrayList<>();
        if (parent.object() == null) {
            return credits;
        }
        for (String name : parent.object().propertyNames()) {
            JsonObjectReader credit = parent.object(name).only(CREDIT);
            Quantity amount = forms.amount(credit, "amount", "credits, " + name);
            if (amount != null) {
                credits.add(new IncidentCosts.Credit(credit.number("afterMinutes", 0), amount));
            }
        }
        return credits;
    }

    private IncidentCosts.@Nullable Churn churn() {
        if (fields.find("churn") == null) {
            return null;
        }
        JsonObjectReader churn = fields.object("churn").only(CHURN);
        Quantity customers = forms.amount(churn, "customers", "customers that a major incident touches");
        Quantity uplift = forms.share(churn, "uplift", "share of them that leaves for it");
        Quantity value = forms.amount(churn, "value", "value of a customer who stays");
        return customers == null || uplift == null || value == null
                ? null
                : new IncidentCosts.Churn(customers, uplift, value);
    }
}
