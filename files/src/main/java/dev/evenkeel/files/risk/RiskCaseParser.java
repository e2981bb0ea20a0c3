// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.files.risk;

import dev.evenkeel.engine.decision.CostAssumptions;
import dev.evenkeel.engine.decision.Course;
import dev.evenkeel.engine.decision.DeliveryDateCommitment;
import dev.evenkeel.engine.decision.MajorIncidentExtraCosts;
import dev.evenkeel.engine.decision.MajorIncidentRatePerChange;
import dev.evenkeel.engine.decision.Quantity;
import dev.evenkeel.engine.decision.RevenueOrFreezePeriod;
import dev.evenkeel.engine.decision.RiskCase;
import dev.evenkeel.engine.decision.RiskCause;
import dev.evenkeel.engine.decision.RiskReductionWork;
import dev.evenkeel.engine.decision.history.ServiceHistory;
import dev.evenkeel.files.json.JsonObjectReader;
import dev.evenkeel.files.json.ValidationErrors;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// A parser of one case. Not thread-safe.
final class RiskCaseParser {
    private static final Set<String> CASE = Set.of(
            "name",
            "asOf",
            "weeks",
            "currency",
            "losses",
            "causes",
            "work",
            "containment",
            "outages",
            "money",
            "seasons",
            "overrun",
            "courses",
            "commitments",
            "base",
            "levers",
            "compareWith");
    private static final Set<String> CAUSE = Set.of("chance");
    private static final Set<String> WORK = Set.of("weeks", "cures", "fewerErrors");
    private static final Set<String> MONEY = Set.of(
            "revenuePerHour", "revenue", "shareLost", "errorsPerWeek", "gainPerWeek", "labourPerWeek", "majorIncident");
    private static final Set<String> SEASON = Set.of("from", "to", "factor", "frozen");
    private static final Set<String> COMMITMENT = Set.of("date", "to", "miss", "perWeekLate");
    private static final Set<String> COURSE = Set.of("start", "migrates", "work", "phased", "rolloutWeeks", "outage");

    private static final int MOST_LOSSES = 100;

    private final JsonObjectReader fields;
    private final ValidationErrors faults;
    private final QuantityParser forms;
    private final RiskCaseHistory history;
    private final Function<String, @Nullable String> files;
    private final Map<String, String> read = new TreeMap<>();

    /// @param history history from which quantities can be estimated
    /// @param files returns the text of a file by its name in the case; null when it is missing
    RiskCaseParser(
            JsonNode tree, ValidationErrors errors, RiskCaseHistory history, Function<String, @Nullable String> files) {
        this.files = files;
        this.history = history;
        this.forms = new QuantityParser(history);
        this.fields = new JsonObjectReader(tree, "", errors).rejectUnknownFields(CASE);
        this.faults = errors;
    }

    String parseCurrency() {
        return fields.text("currency", "");
    }

    List<Double> parseLosses() {
        JsonNode node = fields.find("losses");
        if (node == null) {
            return List.of();
        }
        if (!node.isArray()
                || !node.valueStream()
                        .map(JsonObjectReader::toFiniteDouble)
                        .allMatch(loss -> loss != null && loss >= 0)) {
            faults.add("/losses", "must be amounts of 0 or more", "use losses: [250000, 1000000]");
            return List.of();
        }
        if (node.size() > MOST_LOSSES) {
            faults.add("/losses", "must be at most " + MOST_LOSSES + ", got " + node.size(), "remove some");
            return List.of();
        }
        return node.valueStream().map(JsonNode::doubleValue).toList();
    }

    List<String> parseCompareWith() {
        List<String> names = fields.texts("compareWith", List.of());
        if (new HashSet<>(names).size() < names.size() || names.stream().anyMatch(String::isBlank)) {
            faults.add(
                    "/compareWith",
                    "must contain each SLO once, got " + names,
                    "use SLOs of services without this work, such as compareWith: [search-availability]");
        }
        return names;
    }

    /// Parses the case; null when it is invalid, with the errors added.
    @Nullable
    RiskCase parse() {
        String name = requireText("name");
        requireText("currency");
        LocalDate asOf = parseAsOf();
        double weeks = parseWeeks();
        List<RiskCause> causes = parseNamed("causes", this::parseCause);
        List<RiskReductionWork> work = parseNamed("work", this::parseWork);
        Quantity containment = parseShareIfGiven(fields, "containment", "share contained by phases");
        Map<String, List<Quantity>> outages = parseOutages();
        CostAssumptions costs = parseCosts(fields.object("money").rejectUnknownFields(MONEY));
        List<RevenueOrFreezePeriod> seasons = parseNamed("seasons", this::parseSeason);
        Quantity overrun = forms.parseAmount(fields, "overrun", "overrun factor of work");
        List<Course> courses = parseNamed("courses", this::parseCourse);
        List<DeliveryDateCommitment> commitments = parseNamed("commitments", this::parseCommitment);
        MajorIncidentRatePerChange base = parseBaseRate();
        LeverValidator.validate(fields);
        if (!faults.toList().isEmpty() || costs == null || overrun == null) {
            return null;
        }
        try {
            return new RiskCase(
                    name,
                    asOf,
                    weeks,
                    causes,
                    work,
                    containment,
                    outages,
                    costs,
                    seasons,
                    overrun,
                    courses,
                    commitments,
                    base);
        } catch (IllegalArgumentException e) {
            faults.add("", String.valueOf(e.getMessage()), "correct these values");
            return null;
        }
    }

    private LocalDate parseAsOf() {
        LocalDate asOf = RiskCaseDateParser.parse(fields, "asOf");
        ServiceHistory given = history.history();
        if (given != null && given.asOf().isAfter(asOf)) {
            faults.add(
                    "/asOf",
                    "is " + asOf + ", before the end of the history, " + given.asOf(),
                    "use a history that ends on that day, or a later asOf");
        }
        return asOf;
    }

    private double parseWeeks() {
        double weeks = fields.number("weeks", Double.NaN);
        if (Double.isNaN(weeks)) {
            faults.add("/weeks", "is missing", "set the period over which courses are compared, such as weeks: 26");
        }
        return weeks;
    }

    private @Nullable MajorIncidentRatePerChange parseBaseRate() {
        return fields.find("base") == null
                ? null
                : new MajorIncidentRateParser(fields.object("base"), forms, history).parse();
    }

    private String requireText(String field) {
        String text = fields.text(field, "");
        if (text.isBlank()) {
            faults.add(fields.pointerTo(field), "is missing", "add " + field + ":");
        }
        return text;
    }

    private <T> List<T> parseNamed(String field, BiFunction<String, JsonObjectReader, @Nullable T> reader) {
        JsonObjectReader parent = fields.object(field);
        List<T> all = new ArrayList<>();
        if (parent.object() != null) {
            parent.object().propertyNames().forEach(name -> {
                T one = reader.apply(name, parent.object(name));
                if (one != null) {
                    all.add(one);
                }
            });
        }
        return all;
    }

    private @Nullable RiskCause parseCause(String name, JsonObjectReader cause) {
        Quantity chance = forms.parseShare(cause.rejectUnknownFields(CAUSE), "chance", "chance of " + name);
        return chance == null ? null : new RiskCause(name, chance);
    }

    private @Nullable RiskReductionWork parseWork(String name, JsonObjectReader item) {
        Quantity weeks = forms.parseAmount(item.rejectUnknownFields(WORK), "weeks", "weeks of " + name);
        Quantity fewer = parseShareIfGiven(item, "fewerErrors", "errors removed by " + name);
        JsonObjectReader cures = item.object("cures");
        Map<String, Quantity> read = new LinkedHashMap<>();
        if (cures.object() != null) {
            cures.object().propertyNames().forEach(cause -> {
                Quantity share = forms.parseShare(cures, cause, "share of " + cause + " removed by " + name);
                if (share != null) {
                    read.put(cause, share);
                }
            });
        }
        return weeks == null ? null : new RiskReductionWork(name, weeks, read, fewer);
    }

    private @Nullable Quantity parseShareIfGiven(JsonObjectReader parent, String field, String name) {
        return parent.find(field) == null ? null : forms.parseShare(parent, field, name);
    }

    private Map<String, List<Quantity>> parseOutages() {
        Map<String, List<Quantity>> outages = new LinkedHashMap<>();
        JsonObjectReader parent = fields.object("outages");
        if (parent.object() == null) {
            return outages;
        }
        parent.object().propertyNames().forEach(name -> {
            JsonObjectReader parts = parent.object(name);
            List<Quantity> read = parts.object() == null
                    ? List.of()
                    : parts.object().propertyNames().stream()
                            .map(part -> forms.parseAmount(parts, part, "minutes to " + part + ", " + name))
                            .filter(Objects::nonNull)
                            .toList();
            outages.put(name, read);
        });
        return outages;
    }

    private @Nullable CostAssumptions parseCosts(JsonObjectReader money) {
        RevenueParser.Revenue byHour = parseRevenue(money);
        Quantity revenue = money.find("revenue") == null
                ? forms.parseAmount(money, "revenuePerHour", "revenue per hour")
                : byHour == null ? null : byHour.perHour();
        Quantity lost = forms.parseShare(money, "shareLost", "share of revenue lost in an outage");
        Quantity errors = forms.parseAmount(money, "errorsPerWeek", "cost of today's errors per week");
        Quantity gain = forms.parseAmount(money, "gainPerWeek", "gain of the change per week");
        Quantity labour = forms.parseAmount(money, "labourPerWeek", "cost of work per week");
        MajorIncidentExtraCosts incident = new IncidentCostsParser(money.object("majorIncident"), forms).parse();
        return revenue == null || lost == null || errors == null || gain == null || labour == null
                ? null
                : new CostAssumptions(
                        revenue, lost, errors, gain, labour, byHour == null ? null : byHour.curve(), incident);
    }

    private RevenueParser.@Nullable Revenue parseRevenue(JsonObjectReader money) {
        if (money.find("revenue") == null) {
            return null;
        }
        if (money.find("revenuePerHour") != null) {
            faults.add(money.pointerTo("revenuePerHour"), "must not be set with revenue", "remove one of the two");
        }
        return new RevenueParser(money.object("revenue"), this::readFile).parse();
    }

    private @Nullable String readFile(String name) {
        String text = files.apply(name);
        if (text != null) {
            read.put(name, text);
        }
        return text;
    }

    /// Returns the texts of the files that the case names, by name.
    Map<String, String> filesRead() {
        return read;
    }

    private @Nullable RevenueOrFreezePeriod parseSeason(String name, JsonObjectReader season) {
        season.rejectUnknownFields(SEASON);
        try {
            return new RevenueOrFreezePeriod(
                    name,
                    RiskCaseDateParser.parse(season, "from"),
                    RiskCaseDateParser.parse(season, "to"),
                    season.number("factor", 1),
                    season.bool("frozen", false));
        } catch (IllegalArgumentException e) {
            faults.add(season.pointer(), String.valueOf(e.getMessage()), "correct the season");
            return null;
        }
    }

    private DeliveryDateCommitment parseCommitment(String name, JsonObjectReader promised) {
        promised.rejectUnknownFields(COMMITMENT);
        String to = promised.text("to", "");
        return new DeliveryDateCommitment(
                name,
                RiskCaseDateParser.parse(promised, "date"),
                to.isBlank() ? null : to,
                parseAmountIfGiven(promised, "miss", "cost of missing " + name),
                parseAmountIfGiven(promised, "perWeekLate", "cost per week of delay of " + name));
    }

    private @Nullable Quantity parseAmountIfGiven(JsonObjectReader parent, String field, String name) {
        return parent.find(field) == null ? null : forms.parseAmount(parent, field, name);
    }

    private Course parseCourse(String name, JsonObjectReader course) {
        course.rejectUnknownFields(COURSE);
        return new Course(
                name,
                RiskCaseDateParser.parse(course, "start"),
                course.bool("migrates", true),
                course.texts("work", List.of()),
                course.bool("phased", false),
                course.number("rolloutWeeks", 0),
                course.text("outage", "outage"));
    }
}
