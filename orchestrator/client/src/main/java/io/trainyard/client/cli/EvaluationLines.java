package io.trainyard.client.cli;

import io.trainyard.contract.api.EvaluationView;
import io.trainyard.contract.message.EvaluationReport;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What was measured of a split, in a few lines; classes and mistakes are the dashboard's. */
final class EvaluationLines {
    private EvaluationLines() {}

    static List<String> of(EvaluationView evaluation) {
        List<String> lines = new ArrayList<>();
        EvaluationReport report = evaluation.report();
        lines.add(
                "evaluation %s  step %d  %sloss %s  top-1 %s%s"
                        .formatted(
                                evaluation.split(),
                                evaluation.step(),
                                report == null ? "" : report.images() + " images  ",
                                number(evaluation.lossNats()),
                                number(evaluation.accuracy()),
                                report == null ? "" : topFive(report.top5())));
        if (report != null) {
            lines.add(means("macro", report.macro()));
            lines.add(means("weighted", report.weighted()));
            lines.add("  calibration  ECE " + number(report.calibration().ece()));
            addModel(lines, report);
            EvaluationReport.Views views = report.views();
            if (views != null) {
                lines.add(
                        "  averaged over %d views; without them top-1 %s  loss %s"
                                .formatted(
                                        views.count(),
                                        number(views.plainAccuracy()),
                                        number(views.plainLossNats())));
            }
            for (EvaluationReport.Member member : report.members()) {
                lines.add(
                        "  member %s  weight %s  top-1 %s  loss %s"
                                .formatted(
                                        member.name(),
                                        number(member.weight()),
                                        number(member.accuracy()),
                                        number(member.lossNats())));
            }
        }
        return lines;
    }

    private static String topFive(@Nullable Double share) {
        return share == null ? "" : "  top-5 " + number(share);
    }

    private static String means(String name, EvaluationReport.Averages means) {
        return "  %s  precision %s  recall %s  F1 %s"
                .formatted(
                        name,
                        number(means.precision()),
                        number(means.recall()),
                        number(means.f1()));
    }

    private static void addModel(List<String> lines, EvaluationReport report) {
        EvaluationReport.ModelSize size = report.size();
        if (size != null) {
            lines.add(
                    String.format(
                            Locale.ROOT,
                            "  model  %,d parameters  %,d bytes",
                            size.parameters(),
                            size.bytes()));
        }
        EvaluationReport.Latency latency = report.latency();
        if (latency != null) {
            lines.add(
                    String.format(
                            Locale.ROOT,
                            "  one image  p50 %.2f ms  p95 %.2f ms  (%d runs)",
                            latency.p50Milliseconds(),
                            latency.p95Milliseconds(),
                            latency.runs()));
        }
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.4f", value);
    }
}
