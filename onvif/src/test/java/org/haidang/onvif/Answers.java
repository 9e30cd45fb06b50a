package org.haidang.onvif;

/** What devices answer, shortened. */
final class Answers {
    private Answers() {}

    static String service(String namespace, String address) {
        return "<x:Service xmlns:x=\"urn:x\"><x:Namespace>"
                + namespace
                + "</x:Namespace><x:XAddr>"
                + address
                + "</x:XAddr><x:Version><tt:Major>2</tt:Major></x:Version></x:Service>";
    }

    /** A profile of the first media service. */
    static String profile(String token, String source, String codec, int width, int height) {
        return """
        <trt:Profiles xmlns:trt="urn:trt" token="%s" fixed="true"><tt:Name>name %s</tt:Name>\
        <tt:VideoSourceConfiguration token="vsc"><tt:Name>VSC</tt:Name>\
        <tt:SourceToken>%s</tt:SourceToken></tt:VideoSourceConfiguration>\
        <tt:AudioEncoderConfiguration><tt:Encoding>G711</tt:Encoding></tt:AudioEncoderConfiguration>\
        <tt:VideoEncoderConfiguration token="vec"><tt:Encoding>%s</tt:Encoding>\
        <tt:Resolution><tt:Width>%d</tt:Width><tt:Height>%d</tt:Height></tt:Resolution>\
        <tt:RateControl><tt:FrameRateLimit>25</tt:FrameRateLimit>\
        <tt:BitrateLimit>4096</tt:BitrateLimit></tt:RateControl>\
        <tt:H264><tt:GovLength>50</tt:GovLength></tt:H264></tt:VideoEncoderConfiguration>\
        <tt:PTZConfiguration token="ptz"/></trt:Profiles>\
        """
                .formatted(token, token, source, codec, width, height);
    }

    /** A profile of the second. */
    static String profile2(String token, String source, String codec, int width, int height) {
        return """
        <tr2:Profiles xmlns:tr2="urn:tr2" token="%s"><tr2:Name>name %s</tr2:Name>\
        <tr2:Configurations><tr2:VideoSource token="vsc"><tt:SourceToken>%s</tt:SourceToken>\
        </tr2:VideoSource><tr2:VideoEncoder token="vec" GovLength="40" Profile="Main">\
        <tt:Encoding>%s</tt:Encoding><tt:Resolution><tt:Width>%d</tt:Width>\
        <tt:Height>%d</tt:Height></tt:Resolution><tt:RateControl ConstantBitRate="false">\
        <tt:FrameRateLimit>12.5</tt:FrameRateLimit><tt:BitrateLimit>2048</tt:BitrateLimit>\
        </tt:RateControl></tr2:VideoEncoder></tr2:Configurations></tr2:Profiles>\
        """
                .formatted(token, token, source, codec, width, height);
    }
}
