// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.decision;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// All that a decision about a risky change rests on.
///
/// Causes are taken as independent of each other, and so is what is known of one number of what is known
/// of another.
///
/// @param name what is to be decided
/// @param asOf day of what is known
/// @param weeks over which courses are compared, above 0
/// @param causes ways to a major incident, one or more
/// @param work that may be done before
/// @param containment share of every cause's chance that a phased rollout takes away, or null where it
///     is not known
/// @param outages by name, the parts of an outage in minutes, one after the other
/// @param money what things cost
/// @param seasons days that differ; where several cover a day the first counts
/// @param overrun the factor by which work takes longer than planned
/// @param courses two or more
/// @param commitments dates that were promised, from the day of what is known to the end of the weeks
/// @param base how likely changes of this kind are to become major incidents, or null where nobody says
public record RiskCase(
        String name,
        LocalDate asOf,
        double weeks,
        List<RiskCause> causes,
        List<RiskReductionWork> work,
        @Nullable Quantity containment,
        Map<String, List<Quantity>> outages,
        CostAssumptions money,
        List<Season> seasons,
        Quantity overrun,
        List<Course> courses,
        List<Commitment> commitments,
        @Nullable MajorIncidentBaseRate base) {
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
        unique("commitment", commitments.stream().map(Commitment::name).toList(), problems);
        LocalDate end = end(asOf, weeks);
        commitments.stream()
                .filter(one -> one.date().isBefore(asOf) || one.date().isAfter(end))
                .forEach(one -> problems.add("commitment " + one.name() + " is for " + one.date() + ", not within "
                        + asOf + " and " + end + ", the weeks over which courses are compared"));
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
                unique("cause", causes.stream().map(RiskCause::name).toList(), problems);
        Set<String> workNames =
                unique("work item", work.stream().map(RiskReductionWork::name).toList(), problems);
        unique("course", courses.stream().map(Course::name).toList(), problems);
        if (causes.isEmpty() || courses.size() < 2) {
            problems.add("a case needs a cause and two courses");
        }
        for (RiskReductionWork item : work) {
            item.cures().keySet().stream()
                    .filter(cause -> !causeNames.contains(cause))
                    .forEach(cause ->
                            problems.add("work item " + item.name() + " cures " + cause + ", which is no cause"));
        }
        for (Course course : courses) {
            course.work().stream()
                    .filter(item -> !workNames.contains(item))
                    .forEach(item ->
                            problems.add("course " + course.name() + " does " + item + ", which is no work item"));
            if (!outages.containsKey(course.outage())) {
                problems.add(
                        "course " + course.name() + " names the outage " + course.outage() + ", which is not there");
            }
            if (course.phased() && containment == null) {
                problems.add("course " + course.name() + " is phased, and nothing says what that contains");
            }
        }
        return problems;
    }

    private static Set<String> unique(String what, List<String> names, List<String> problems) {
        Set<String> seen = new HashSet<>();
        names.stream()
                .filter(name -> !seen.add(name))
                .forEach(name -> problems.add("two of one name: " + what + " " + name));
        return seen;
    }

    private static LocalDate end(LocalDate asOf, double weeks) {
        return asOf.plusDays(FreezeAdjustedEnd.days(weeks));
    }

    /// The day on which the weeks end over which courses are compared.
    public LocalDate end() {
        return end(asOf, weeks);
    }

    /// Every number of it, each once.
    public List<Quantity> quantities() {
        return List.copyOf(new QuantityIndex(this).all());
    }

    /// The work item of a name.
    RiskReductionWork item(String wanted) {
        return work.stream()
                .filter(item -> item.name().equals(wanted))
                .findFirst()
                .orElseThrow();
    }

    /// What others are compared with: the change made at once, with nothing done before and all at one time;
    /// the first course where there is none such.
    public Course atOnce() {
        return courses.stream()
                .filter(course -> course.migrates() && course.work().isEmpty() && !course.phased())
                .findFirst()
                .orElse(courses.getFirst());
    }

    /// The course of a name.
    ///
    /// @throws IllegalArgumentException where there is none
    public Course course(String wanted) {
        return courses.stream()
                .filter(course -> course.name().equals(wanted))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("there is no course " + wanted + "; there are "
                        + courses.stream().map(Course::name).toList()));
    }
}
