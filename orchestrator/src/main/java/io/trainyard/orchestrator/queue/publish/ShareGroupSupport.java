package io.trainyard.orchestrator.queue.publish;

import java.util.Optional;
import org.apache.kafka.clients.admin.FeatureMetadata;
import org.apache.kafka.clients.admin.FinalizedVersionRange;
import org.apache.kafka.clients.admin.SupportedVersionRange;

/** Whether a cluster has the share groups that workers take tasks with. */
final class ShareGroupSupport {
    private static final String SHARE = "share.version";
    private static final String METADATA = "metadata.version";

    /** The level of {@code MetadataVersion.IBP_4_2_IV0}, with which share groups became final. */
    private static final int METADATA_OF_4_2 = 28;

    private ShareGroupSupport() {}

    /** A sentence that says why the cluster cannot be used, or empty where it can. */
    static Optional<String> refusal(FeatureMetadata features) {
        SupportedVersionRange metadata = features.supportedFeatures().get(METADATA);
        FinalizedVersionRange share = features.finalizedFeatures().get(SHARE);
        return refusal(
                metadata == null ? 0 : metadata.maxVersion(),
                share == null ? 0 : share.maxVersionLevel());
    }

    /**
     * @param metadata the highest level of metadata.version that the brokers support
     * @param share the level of share.version in force
     */
    static Optional<String> refusal(int metadata, int share) {
        if (metadata < METADATA_OF_4_2) {
            return Optional.of("Kafka is older than 4.2, which share groups need: upgrade it.");
        }
        if (share < 1) {
            return Optional.of(
                    "Kafka's share groups are switched off: run 'kafka-features.sh upgrade --feature share.version=1'.");
        }
        return Optional.empty();
    }
}
