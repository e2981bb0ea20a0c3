// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.files.risk;

import dev.evenkeel.engine.decision.CostAssumptions;
import dev.evenkeel.engine.decision.DeliveryDateCommitment;
import dev.evenkeel.engine.decision.MajorIncidentExtraCosts;
import dev.evenkeel.engine.decision.Quantity;
import dev.evenkeel.engine.decision.RiskCase;
import dev.evenkeel.engine.decision.RiskCause;
import dev.evenkeel.engine.decision.RiskReductionWork;
import dev.evenkeel.engine.validation.InvalidDocumentException;
import dev.evenkeel.files.json.ValidationErrors;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// A resolver of a case: computes the distributions of its numbers, and adds the errors that the types of its fields
/// cannot express. Fields that already have an error may be null or a placeholder.
final class RiskCaseResolver {
    private static final int MOST_LOSSES = 100;

    private final RiskCaseDocument document;
    private final RiskCaseHistory history;
    private final Function<String, @Nullable String> files;
    private final ValidationErrors errors;
    private final QuantityResolver quantities;

    /// @param history history from which quantities can be estimated
    /// @param files returns the text of a file by its name in the case; null when it is missing
    /// @param errors errors of the document; receives further ones
    RiskCaseResolver(
            RiskCaseDocument document,
            RiskCaseHistory history,
            Function<String, @Nullable String> files,
            ValidationErrors errors) {
        this.document = document;
        this.history = history;
        this.files = files;
        this.errors = errors;
        this.quantities = new QuantityResolver(history, errors);
    }

    /// Resolves an object with a name.
    private interface EntryResolver<T, R> {
        @Nullable
        R resolve(String name, T stated, String pointer);
    }

    /// Resolves the case.
    ///
    /// @return null when it is invalid
    @Nullable
    RiskCase resolve() {
        checkFields();
        List<RiskCause> causes = resolveAll("/causes", document.causes(), this::resolveCause);
        List<RiskReductionWork> work = resolveAll("/work", document.work(), this::resolveWork);
        Quantity containment =
                quantities.resolveShare(document.containment(), "/containment", "share contained by phases");
        Map<String, List<Quantity>> outages = new LinkedHashMap<>();
        document.outages().forEach((name, parts) -> outages.put(name, resolveOutage(name, parts)));
        CostAssumptions costs = resolveCosts(document.money());
        Quantity overrun = quantities.resolveAmount(document.overrun(), "/overrun", "overrun factor of work");
        List<DeliveryDateCommitment> commitments =
                resolveAll("/commitments", document.commitments(), this::resolveCommitment);
        var base = document.base() == null
                ? null
                : new BaseRateResolver(quantities, history, errors).resolve(document.base());
        if (errors.size() > 0) {
            return null;
        }
        try {
            return new RiskCase(
                    document.name(),
                    document.asOf(),
                    document.weeks(),
                    causes,
                    work,
                    containment,
                    outages,
                    Objects.requireNonNull(costs),
                    List.copyOf(document.seasons().values()),
                    Objects.requireNonNull(overrun),
                    List.copyOf(document.courses().values()),
                    commitments,
                    base);
        } catch (InvalidDocumentException e) {
            e.errors().forEach(errors::add);
            return null;
        }
    }

    private static <T, R> List<R> resolveAll(String pointer, Map<String, T> stated, EntryResolver<T, R> resolver) {
        List<R> all = new ArrayList<>();
        stated.forEach((name, one) -> {
            R resolved = resolver.resolve(name, one, pointer + "/" + name);
            if (resolved != null) {
                all.add(resolved);
            }
        });
        return all;
    }

    private void checkFields() {
        checkAsOf();
        checkLosses();
        checkComparedSlos();
        LeverValidator.validate(document, errors);
        if (document.name().isBlank()) {
            errors.add("/name", "is missing", "add name:");
        }
        if (document.currency().isBlank()) {
            errors.add("/currency", "is missing", "add currency:");
        }
    }

    private void checkAsOf() {
        if (history.find() != null && history.find().asOf().isAfter(document.asOf())) {
            errors.add(
                    "/asOf",
                    "is " + document.asOf() + ", before the end of the history, "
                            + history.find().asOf(),
                    "use a history that ends on that day, or a later asOf");
        }
    }

    private void checkLosses() {
        if (!document.losses().stream().allMatch(loss -> loss >= 0)) {
            errors.add("/losses", "must be amounts of 0 or more", "use losses: [250000, 1000000]");
        }
        if (document.losses().size() > MOST_LOSSES) {
            errors.add(
                    "/losses",
                    "must be at most " + MOST_LOSSES + ", got "
                            + document.losses().size(),
                    "remove some");
        }
    }

    private void checkComparedSlos() {
        List<String> names = document.compareWith();
        if (new HashSet<>(names).size() < names.size() || names.stream().anyMatch(String::isBlank)) {
            errors.add(
                    "/compareWith",
                    "must contain each SLO once, got " + names,
                    "use SLOs of services without this work, such as compareWith: [search-availability]");
        }
    }

    private @Nullable RiskCause resolveCause(String name, RiskCaseDocument.Cause cause, String pointer) {
        Quantity chance = quantities.resolveShare(cause.chance(), pointer + "/chance", "chance of " + name);
        return chance == null ? null : new RiskCause(name, chance);
    }

    private @Nullable RiskReductionWork resolveWork(String name, RiskCaseDocument.Work item, String pointer) {
        Quantity weeks = quantities.resolveAmount(item.weeks(), pointer + "/weeks", "weeks of " + name);
        Quantity fewer =
                quantities.resolveShare(item.fewerErrors(), pointer + "/fewerErrors", "errors removed by " + name);
        Map<String, Quantity> cures = new LinkedHashMap<>();
        item.cures().forEach((cause, stated) -> {
            Quantity share = quantities.resolveShare(
                    stated, pointer + "/cures/" + cause, "share of " + cause + " removed by " + name);
            if (share != null) {
                cures.put(cause, share);
            }
        });
        return weeks == null ? null : new RiskReductionWork(name, weeks, cures, fewer);
    }

    private List<Quantity> resolveOutage(String name, Map<String, StatedQuantity> parts) {
        return resolveAll(
                "/outages/" + name,
                parts,
                (part, stated, pointer) ->
                        quantities.resolveAmount(stated, pointer, "minutes to " + part + ", " + name));
    }

    private @Nullable CostAssumptions resolveCosts(RiskCaseDocument.@Nullable Money money) {
        if (money == null) {
            return null;
        }
        RevenueCurveReader.Revenue byHour = money.revenue() == null
                ? null
                : new RevenueCurveReader(money.revenue(), "/money/revenue", errors).read(files);
        Quantity revenue =
                money.revenue() == null ? resolveRevenuePerHour(money) : byHour == null ? null : byHour.perHour();
        if (money.revenue() != null && money.revenuePerHour() != null) {
            errors.add("/money/revenuePerHour", "must not be set with revenue", "remove one of the two");
        }
        Quantity lost =
                quantities.resolveShare(money.shareLost(), "/money/shareLost", "share of revenue lost in an outage");
        Quantity errorCosts = quantities.resolveAmount(
                money.errorsPerWeek(), "/money/errorsPerWeek", "cost of today's errors per week");
        Quantity gain =
                quantities.resolveAmount(money.gainPerWeek(), "/money/gainPerWeek", "gain of the change per week");
        Quantity labour =
                quantities.resolveAmount(money.labourPerWeek(), "/money/labourPerWeek", "cost of work per week");
        MajorIncidentExtraCosts incident =
                money.majorIncident() == null ? MajorIncidentExtraCosts.NONE : resolveIncident(money.majorIncident());
        return revenue == null || lost == null || errorCosts == null || gain == null || labour == null
                ? null
                : new CostAssumptions(
                        revenue, lost, errorCosts, gain, labour, byHour == null ? null : byHour.curve(), incident);
    }

    private @Nullable Quantity resolveRevenuePerHour(RiskCaseDocument.Money money) {
        String pointer = "/money/revenuePerHour";
        if (money.revenuePerHour() == null && !errors.contains("/money/revenue")) {
            errors.add(pointer, "is missing", "write " + StatedQuantity.FORMS + ", or set revenue");
        }
        return quantities.resolveAmount(money.revenuePerHour(), pointer, "revenue per hour");
    }

    private MajorIncidentExtraCosts resolveIncident(RiskCaseDocument.MajorIncident stated) {
        String pointer = "/money/majorIncident";
        Quantity labour = quantities.resolveAmount(stated.labour(), pointer + "/labour", "labour of a major incident");
        Quantity penalties =
                quantities.resolveAmount(stated.penalties(), pointer + "/penalties", "penalties for a major incident");
        var churn = stated.churn() == null ? null : resolveChurn(stated.churn(), pointer + "/churn");
        try {
            var credits = resolveAll(pointer + "/credits", stated.credits(), this::resolveCredit);
            return new MajorIncidentExtraCosts(credits, churn, labour, penalties);
        } catch (IllegalArgumentException e) {
            errors.add(pointer + "/credits", String.valueOf(e.getMessage()), "correct afterMinutes");
            return MajorIncidentExtraCosts.NONE;
        }
    }

    private MajorIncidentExtraCosts.@Nullable ServiceCredit resolveCredit(
            String name, RiskCaseDocument.Credit stated, String pointer) {
        Quantity amount = quantities.resolveAmount(stated.amount(), pointer + "/amount", "credits, " + name);
        return amount == null ? null : new MajorIncidentExtraCosts.ServiceCredit(stated.afterMinutes(), amount);
    }

    private MajorIncidentExtraCosts.@Nullable Churn resolveChurn(RiskCaseDocument.Churn stated, String pointer) {
        Quantity customers = quantities.resolveAmount(
                stated.customers(), pointer + "/customers", "customers affected by a major incident");
        Quantity uplift =
                quantities.resolveShare(stated.uplift(), pointer + "/uplift", "share of affected customers that leave");
        Quantity value = quantities.resolveAmount(stated.value(), pointer + "/value", "value of a retained customer");
        return customers == null || uplift == null || value == null
                ? null
                : new MajorIncidentExtraCosts.Churn(customers, uplift, value);
    }

    private DeliveryDateCommitment resolveCommitment(
            String name, RiskCaseDocument.Commitment promised, String pointer) {
        String to = promised.promisedTo();
        return new DeliveryDateCommitment(
                name,
                promised.date(),
                to == null || to.isBlank() ? null : to,
                quantities.resolveAmount(promised.miss(), pointer + "/miss", "cost of missing " + name),
                quantities.resolveAmount(
                        promised.perWeekLate(), pointer + "/perWeekLate", "cost per week of delay of " + name));
    }
}
