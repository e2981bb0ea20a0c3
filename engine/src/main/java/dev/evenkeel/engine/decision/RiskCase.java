// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.decision;

import dev.evenkeel.engine.validation.InvalidDocumentException;
import dev.evenkeel.engine.validation.ValidationError;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The inputs of a decision about a risky change. The constructor throws an [InvalidDocumentException] with all
/// problems.
///
/// Assumes that causes are independent, and that the distributions of the numbers are independent.
///
/// @param name title of the decision
/// @param asOf date of the data
/// @param weeks horizon over which courses are compared, above 0
/// @param causes ways to a major incident, one or more
/// @param work risk reduction work that may be done before the change
/// @param containment share of every cause's probability that a phased rollout removes, or null when unknown
/// @param outages sequential parts of an outage in minutes, by name
/// @param costs cost assumptions
/// @param seasons special days; the first of several that cover a day applies
/// @param overrun factor by which work takes longer than planned
/// @param courses two or more
/// @param commitments promised dates, from the date of the data to the end of the horizon
/// @param baseRate base rate of major incidents, or null when unknown
public record RiskCase(
        String name,
        LocalDate asOf,
        double weeks,
        List<RiskCause> causes,
        List<RiskReductionWork> work,
        @Nullable Quantity containment,
        Map<String, List<Quantity>> outages,
        CostAssumptions costs,
        List<RevenueOrFreezePeriod> seasons,
        Quantity overrun,
        List<Course> courses,
        List<DeliveryDateCommitment> commitments,
        @Nullable MajorIncidentRatePerChange baseRate) {
    private static final int MOST_WEEKS = 1_040;

    public RiskCase {
        causes = List.copyOf(causes);
        work = List.copyOf(work);
        outages = Map.copyOf(outages);
        seasons = List.copyOf(seasons);
        courses = List.copyOf(courses);
        commitments = List.copyOf(commitments);
        List<ValidationError> problems = new ArrayList<>();
        Set<String> causeNames = checkNames("cause", "/causes", causes.stream().map(RiskCause::name), problems);
        Set<String> workNames = checkNames("work item", "/work", work.stream().map(RiskReductionWork::name), problems);
        checkNames("course", "/courses", courses.stream().map(Course::name), problems);
        checkNames("commitment", "/commitments", commitments.stream().map(DeliveryDateCommitment::name), problems);
        checkSizes(weeks, causes, courses, problems);
        work.forEach(item -> checkCures(item, causeNames, problems));
        for (Course course : courses) {
            String pointer = "/courses/" + course.name();
            checkWork(course, workNames, pointer, problems);
            checkOutage(course, outages.keySet(), containment, pointer, problems);
            if (course.start().isBefore(asOf)) {
                add(
                        problems,
                        pointer + "/start",
                        "course " + course.name() + " starts before " + asOf,
                        "use " + asOf + " or a later date");
            }
        }
        checkDates(commitments, asOf, end(asOf, weeks), problems);
        if (!problems.isEmpty()) {
            throw new InvalidDocumentException(problems);
        }
    }

    private static Set<String> checkNames(
            String what, String pointer, Stream<String> names, List<ValidationError> problems) {
        Set<String> seen = new TreeSet<>();
        names.filter(name -> !seen.add(name))
                .forEach(name -> add(problems, pointer + "/" + name, "duplicate " + what + " " + name, "rename one"));
        return seen;
    }

    private static void checkSizes(
            double weeks, List<RiskCause> causes, List<Course> courses, List<ValidationError> problems) {
        if (!(weeks > 0 && weeks <= MOST_WEEKS)) {
            add(problems, "/weeks", "must be above 0 and at most " + MOST_WEEKS + ", got " + weeks, "correct it");
        }
        if (causes.isEmpty()) {
            add(problems, "/causes", "at least one cause is required", "add a cause");
        }
        if (courses.size() < 2) {
            add(problems, "/courses", "at least two courses are required, got " + courses.size(), "add a course");
        }
    }

    private static void checkCures(RiskReductionWork item, Set<String> causes, List<ValidationError> problems) {
        for (String cause : item.cures().keySet()) {
            if (!causes.contains(cause)) {
                add(
                        problems,
                        "/work/" + item.name() + "/cures/" + cause,
                        "work item " + item.name() + " names unknown cause " + cause,
                        useOneOf(causes));
            }
        }
    }

    private static void checkWork(Course course, Set<String> items, String pointer, List<ValidationError> problems) {
        for (int i = 0; i < course.work().size(); i++) {
            if (!items.contains(course.work().get(i))) {
                add(
                        problems,
                        pointer + "/work/" + i,
                        "course " + course.name() + " names unknown work item "
                                + course.work().get(i),
                        useOneOf(items));
            }
        }
    }

    private static void checkOutage(
            Course course,
            Set<String> outages,
            @Nullable Quantity containment,
            String pointer,
            List<ValidationError> problems) {
        if (!outages.contains(course.outage())) {
            add(
                    problems,
                    pointer + "/outage",
                    "course " + course.name() + " names unknown outage " + course.outage(),
                    useOneOf(new TreeSet<>(outages)));
        }
        if (course.phased() && containment == null) {
            add(
                    problems,
                    pointer + "/phased",
                    "course " + course.name() + " is phased, but containment is missing",
                    "add containment, or remove phased");
        }
    }

    private static void checkDates(
            List<DeliveryDateCommitment> commitments, LocalDate asOf, LocalDate end, List<ValidationError> problems) {
        commitments.stream()
                .filter(one -> one.date().isBefore(asOf) || one.date().isAfter(end))
                .forEach(one -> add(
                        problems,
                        "/commitments/" + one.name() + "/date",
                        "commitment " + one.name() + " is due on " + one.date() + ", outside of " + asOf + " to " + end
                                + ", the period over which courses are compared",
                        "use a date in this period, or more weeks"));
    }

    private static String useOneOf(Set<String> names) {
        return names.isEmpty() ? "remove it, or define it" : "use one of " + String.join(", ", names);
    }

    private static void add(List<ValidationError> problems, String pointer, String message, String remedy) {
        problems.add(new ValidationError(pointer, message, remedy));
    }

    private static LocalDate end(LocalDate asOf, double weeks) {
        return asOf.plusDays(FreezeAdjustedRolloutEnd.wholeDays(weeks));
    }

    /// Returns the last day of the horizon.
    public LocalDate end() {
        return end(asOf, weeks);
    }

    /// Returns every distinct number.
    public List<Quantity> quantities() {
        return List.copyOf(new QuantityIndex(this).quantities());
    }

    RiskReductionWork getWork(String wanted) {
        return work.stream()
                .filter(item -> item.name().equals(wanted))
                .findFirst()
                .orElseThrow();
    }

    /// Returns the reference course: the change made at once, without work before and without phases; the
    /// first course where there is none such.
    public Course baselineCourse() {
        return courses.stream()
                .filter(course -> course.migrates() && course.work().isEmpty() && !course.phased())
                .findFirst()
                .orElse(courses.getFirst());
    }

    /// Returns a course by name.
    ///
    /// @throws IllegalArgumentException where there is none
    public Course getCourse(String wanted) {
        return courses.stream()
                .filter(course -> course.name().equals(wanted))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("unknown course " + wanted + "; courses: "
                        + courses.stream().map(Course::name).toList()));
    }
}
