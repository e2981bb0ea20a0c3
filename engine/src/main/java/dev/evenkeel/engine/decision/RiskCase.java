// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.decision;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The inputs of a decision about a risky change.
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
        List<String> problems = problems(causes, work, containment, outages, courses);
        courses.stream()
                .filter(course -> course.start().isBefore(asOf))
                .forEach(course -> problems.add("course " + course.name() + " starts before " + asOf));
        if (!(weeks > 0 && weeks <= MOST_WEEKS)) {
            problems.add("weeks must be above 0 and at most " + MOST_WEEKS + ", got " + weeks);
        }
        checkUnique(
                "commitment",
                commitments.stream().map(DeliveryDateCommitment::name).toList(),
                problems);
        LocalDate end = end(asOf, weeks);
        commitments.stream()
                .filter(one -> one.date().isBefore(asOf) || one.date().isAfter(end))
                .forEach(one -> problems.add("commitment " + one.name() + " is due on " + one.date() + ", outside of "
                        + asOf + " to " + end + ", the period over which courses are compared"));
        if (!problems.isEmpty()) {
            throw new IllegalArgumentException(String.join("; ", problems));
        }
    }

    private static List<String> problems(
            List<RiskCause> causes,
            List<RiskReductionWork> work,
            @Nullable Quantity containment,
            Map<String, List<Quantity>> outages,
            List<Course> courses) {
        List<String> problems = new ArrayList<>();
        Set<String> causeNames =
                checkUnique("cause", causes.stream().map(RiskCause::name).toList(), problems);
        Set<String> workNames = checkUnique(
                "work item", work.stream().map(RiskReductionWork::name).toList(), problems);
        checkUnique("course", courses.stream().map(Course::name).toList(), problems);
        if (causes.isEmpty() || courses.size() < 2) {
            problems.add("at least one cause and two courses are required");
        }
        for (RiskReductionWork item : work) {
            item.cures().keySet().stream()
                    .filter(cause -> !causeNames.contains(cause))
                    .forEach(cause -> problems.add("work item " + item.name() + " names unknown cause " + cause));
        }
        for (Course course : courses) {
            course.work().stream()
                    .filter(item -> !workNames.contains(item))
                    .forEach(item -> problems.add("course " + course.name() + " names unknown work item " + item));
            if (!outages.containsKey(course.outage())) {
                problems.add("course " + course.name() + " names unknown outage " + course.outage());
            }
            if (course.phased() && containment == null) {
                problems.add("course " + course.name() + " is phased, but containment is missing");
            }
        }
        return problems;
    }

    private static Set<String> checkUnique(String what, List<String> names, List<String> problems) {
        Set<String> seen = new HashSet<>();
        names.stream().filter(name -> !seen.add(name)).forEach(name -> problems.add("duplicate " + what + " " + name));
        return seen;
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
