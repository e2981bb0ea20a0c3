// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.files.risk;

import dev.evenkeel.engine.decision.MajorIncidentExtraCosts;
import dev.evenkeel.engine.decision.Quantity;
import dev.evenkeel.files.json.JsonObjectReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A parser of the costs of a major incident besides the revenue lost during it.
final class IncidentCostsParser {
    private static final Set<String> FIELDS = Set.of("credits", "churn", "labour", "penalties");
    private static final Set<String> CREDIT = Set.of("afterMinutes", "amount");
    private static final Set<String> CHURN = Set.of("customers", "uplift", "value");

    private final JsonObjectReader fields;
    private final QuantityParser forms;

    IncidentCostsParser(JsonObjectReader fields, QuantityParser forms) {
        this.fields = fields.rejectUnknownFields(FIELDS);
        this.forms = forms;
    }

    /// Parses the costs, all of which are optional.
    ///
    /// @return no costs when a field is invalid; the error is then added
    MajorIncidentExtraCosts parse() {
        Quantity labour = parseAmount("labour", "labour of a major incident");
        Quantity penalties = parseAmount("penalties", "penalties for a major incident");
        try {
            return new MajorIncidentExtraCosts(parseCredits(fields.object("credits")), parseChurn(), labour, penalties);
        } catch (IllegalArgumentException e) {
            fields.errors().add(fields.pointerTo("credits"), String.valueOf(e.getMessage()), "correct afterMinutes");
            return MajorIncidentExtraCosts.NONE;
        }
    }

    private @Nullable Quantity parseAmount(String field, String name) {
        return fields.find(field) == null ? null : forms.parseAmount(fields, field, name);
    }

    private List<MajorIncidentExtraCosts.ServiceCredit> parseCredits(JsonObjectReader parent) {
        List<MajorIncidentExtraCosts.ServiceCredit> credits = new ArrayList<>();
        if (parent.object() == null) {
            return credits;
        }
        for (String name : parent.object().propertyNames()) {
            JsonObjectReader credit = parent.object(name).rejectUnknownFields(CREDIT);
            Quantity amount = forms.parseAmount(credit, "amount", "credits, " + name);
            if (amount != null) {
                credits.add(new MajorIncidentExtraCosts.ServiceCredit(credit.number("afterMinutes", 0), amount));
            }
        }
        return credits;
    }

    private MajorIncidentExtraCosts.@Nullable Churn parseChurn() {
        if (fields.find("churn") == null) {
            return null;
        }
        JsonObjectReader churn = fields.object("churn").rejectUnknownFields(CHURN);
        Quantity customers = forms.parseAmount(churn, "customers", "customers affected by a major incident");
        Quantity uplift = forms.parseShare(churn, "uplift", "share of affected customers that leave");
        Quantity value = forms.parseAmount(churn, "value", "value of a retained customer");
        return customers == null || uplift == null || value == null
                ? null
                : new MajorIncidentExtraCosts.Churn(customers, uplift, value);
    }
}
