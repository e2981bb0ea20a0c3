// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.decisions.report;

import static dev.evenkeel.engine.format.QuantityFormatter.formatFrequency;
import static dev.evenkeel.engine.format.QuantityFormatter.formatMoney;
import static dev.evenkeel.engine.format.QuantityFormatter.formatNumber;
import static dev.evenkeel.engine.format.QuantityFormatter.formatProbability;

import dev.evenkeel.engine.decision.Course;
import dev.evenkeel.engine.decision.DeliveryDateCommitment;
import dev.evenkeel.engine.decision.result.RiskComparisonResult.CourseResult;
import dev.evenkeel.files.report.ReportDocument.LinkedText;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.stream.DoubleStream;

/// A builder of the pros and cons of each course, from its figures: the lowest value of a figure is good, the
/// highest is bad; values in between, and equal values of all courses, are neutral.
final class MadrProsAndConsBuilder {
    private final MemoInputs inputs;

    MadrProsAndConsBuilder(MemoInputs inputs) {
        this.inputs = inputs;
    }

    /// A figure of a course's result; lower is better.
    private record CourseFigure(ToDoubleFunction<CourseResult> value, Function<CourseResult, String> formatter) {}

    /// Returns the pros and cons of a course.
    List<LinkedText> prosAndCons(Course course) {
        List<LinkedText> points = new ArrayList<>();
        points.add(point(course, total(), inputs.risk().courses()));
        List<Course> made =
                inputs.risk().courses().stream().filter(Course::migrates).toList();
        if (course.migrates()) {
            figures().forEach(figure -> points.add(point(course, figure, made)));
        } else {
            points.add(LinkedText.of("Good, because it avoids incidents from the change"));
            points.add(LinkedText.of("Bad, because it forgoes the gain of the change"));
        }
        for (int place = 0; place < inputs.risk().commitments().size(); place++) {
            points.add(point(course, promised(place), inputs.risk().courses()));
        }
        return points;
    }

    private LinkedText point(Course course, CourseFigure figure, List<Course> among) {
        double own = figure.value().applyAsDouble(result(course));
        double[] all = among.stream()
                .mapToDouble(other -> figure.value().applyAsDouble(result(other)))
                .toArray();
        double least = DoubleStream.of(all).min().orElse(own);
        double most = DoubleStream.of(all).max().orElse(own);
        String verdict = least == most ? "Neutral" : own == least ? "Good" : own == most ? "Bad" : "Neutral";
        return LinkedText.of(verdict + ", because " + figure.formatter().apply(result(course)));
    }

    private CourseResult result(Course course) {
        return inputs.course(course.name());
    }

    private CourseFigure total() {
        return new CourseFigure(
                result -> result.total().middle(),
                result -> "the total cost is "
                        + formatMoney(result.total().middle(), inputs.currency()) + " ("
                        + formatMoney(result.total().low()) + " to "
                        + formatMoney(result.total().high()) + ")");
    }

    private List<CourseFigure> figures() {
        return List.of(
                new CourseFigure(
                        result -> result.chance().middle(),
                        result -> "the probability of a major incident is " + chance(result) + ", "
                                + formatFrequency(result.chance().middle())),
                new CourseFigure(
                        result -> result.lossIfMajor().middle(),
                        result -> "the loss in a major incident is "
                                + formatMoney(result.lossIfMajor().middle()) + " in the median, and "
                                + formatMoney(result.lossIfMajor().high()) + " in 1 of 20 cases"),
                new CourseFigure(
                        result -> result.landsInFreeze(),
                        result -> "the probability that the rollout overlaps a freeze is "
                                + formatProbability(result.landsInFreeze())),
                new CourseFigure(
                        result -> result.atMeans().doneAfterWeeks(),
                        result -> "all users have the change after "
                                + formatNumber(result.atMeans().doneAfterWeeks()) + " weeks"));
    }

    private static String chance(CourseResult result) {
        return formatProbability(
                result.chance().middle(), result.chance().low(), result.chance().high());
    }

    private CourseFigure promised(int place) {
        DeliveryDateCommitment commitment = inputs.risk().commitments().get(place);
        String date = commitment.name() + " by " + commitment.date();
        return new CourseFigure(
                result -> -met(result, place),
                result -> result.migrates()
                        ? date + " is met with a probability of " + formatProbability(met(result, place))
                        : date + " is never met");
    }

    private static double met(CourseResult result, int place) {
        return result.commitments().get(place).met();
    }

    /// Returns the consequences of a course, compared with the immediate change.
    List<LinkedText> consequences(Course chosen) {
        List<LinkedText> points = new ArrayList<>();
        Course now = inputs.risk().baselineCourse();
        if (!chosen.name().equals(now.name())) {
            points.add(compare(chosen, now, total()));
            if (chosen.migrates()) {
                figures().forEach(figure -> points.add(compare(chosen, now, figure)));
            }
        }
        points.add(LinkedText.of(
                !chosen.migrates()
                        ? "Neutral, because gate \"risk\" blocks the change"
                        : chosen.work().isEmpty()
                                ? "Neutral, because gate \"risk\" opens on " + chosen.start()
                                : "Neutral, because gate \"risk\" stays closed until this work is complete: "
                                        + String.join(", ", chosen.work())));
        return points;
    }

    private LinkedText compare(Course chosen, Course now, CourseFigure figure) {
        double own = figure.value().applyAsDouble(result(chosen));
        double other = figure.value().applyAsDouble(result(now));
        return LinkedText.of((own < other ? "Good" : own > other ? "Bad" : "Neutral") + ", because "
                + figure.formatter().apply(result(chosen))
                + (own == other ? ", as with \"" : "; with \"") + now.name() + "\""
                + (own == other ? "" : " " + figure.formatter().apply(result(now))));
    }
}
