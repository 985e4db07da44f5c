package io.fivenines.benchmarks.process;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ProcessStatTest {
    private static final String STAT =
            "4242 (a (b) 1 2 3) S 1 4242 4242 0 -1 4194560 13000 0 2 0 1234 66 0 0 20 0 31 0 9000 5 6 7";
    private static final String STATUS = "Name:\tjava\nVmRSS:\t  2048 kB\nThreads:\t31\n";

    @Test
    void shouldReadPastANameThatHoldsBrackets() {
        assertThat(ProcessStat.parse(STAT, STATUS, 12)).isEqualTo(new ProcessStat(13.0, 2_097_152, 12, 31));
    }

    @Test
    void shouldReadThisProcess() {
        ProcessStat own = ProcessStat.own();

        assertThat(own.cpuSeconds()).isPositive();
        assertThat(own.residentBytes()).isGreaterThan(1_000_000);
        assertThat(own.openFiles()).isGreaterThan(3);
        assertThat(own.threads()).isPositive();
    }

    @Test
    void shouldReadTheHardLimitOfOpenFiles() {
        String limits = "Limit  Soft Limit  Hard Limit  Units\nMax open files            1024                 20000"
                + "                files     \n";

        assertThat(OpenFiles.limit(limits)).isEqualTo(20_000);
        assertThat(OpenFiles.limit("Max open files  1024  unlimited  files")).isEqualTo(Long.MAX_VALUE);
    }
}
