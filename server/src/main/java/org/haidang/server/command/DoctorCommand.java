package org.haidang.server.command;

import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.haidang.server.doctor.Doctor;
import org.haidang.server.doctor.Finding;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Checks this machine. */
@Command(
        name = "doctor",
        description = {
            "Checks this machine: Java, disks and their speed, clock, port, certificate, database, link to"
                    + " the centre above, picture decoder, permissions.",
            "",
            "Each line says OK, WARN or FAIL, and what to do. Exit code 4 when something failed."
        },
        mixinStandardHelpOptions = true)
final class DoctorCommand implements Callable<Integer> {
    @Mixin private SettingsOptions options = new SettingsOptions();

    @Override
    public Integer call() {
        Map<Finding.Level, Integer> counts = new EnumMap<>(Finding.Level.class);
        new Doctor(
                        options.read(Map.of()),
                        finding -> {
                            counts.merge(finding.level(), 1, Integer::sum);
                            print(finding);
                        })
                .examine();
        int failed = counts.getOrDefault(Finding.Level.FAIL, 0);
        int warned = counts.getOrDefault(Finding.Level.WARN, 0);
        System.out.printf("%n%d failed, %d to look at%n", failed, warned);
        return failed > 0 ? Commands.FOUND_WRONG : 0;
    }

    private static void print(Finding finding) {
        System.out.printf("%-4s  %-16s %s%n", finding.level(), finding.check(), finding.found());
        if (!finding.todo().isEmpty()) {
            System.out.printf("%22s -> %s%n", "", finding.todo());
        }
    }
}
