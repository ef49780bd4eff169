package io.trainyard.orchestrator.queue.publish;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ShareGroupSupportTest {
    private static final int METADATA_OF_4_1 = 27;
    private static final int METADATA_OF_4_2 = 29;

    @Test
    void brokerOf42WithShareGroupsIsUsed() {
        // Then
        assertThat(ShareGroupSupport.refusal(METADATA_OF_4_2, 1)).isEmpty();
    }

    @Test
    void olderBrokerIsRefusedEvenWithItsPreview() {
        // Then
        assertThat(ShareGroupSupport.refusal(METADATA_OF_4_1, 1))
                .hasValueSatisfying(sentence -> assertThat(sentence).contains("older than 4.2"));
    }

    @Test
    void brokerWithShareGroupsSwitchedOffIsRefused() {
        // Then
        assertThat(ShareGroupSupport.refusal(METADATA_OF_4_2, 0))
                .hasValueSatisfying(sentence -> assertThat(sentence).contains("switched off"));
    }
}
