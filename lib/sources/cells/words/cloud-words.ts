import { Cloud } from '../../../catalog/model/cloud';

/**
 * The words of which labels of clouds are made, in the languages of the pages.
 *
 * All in lower case, without points, hyphens and apostrophes. A label is known when every word of it is here, so that a
 * word that is missing costs a finding, and one too many costs a mistake: what narrows, negates or excludes is never here.
 */
const { name: WORLDWIDE } = Cloud.WORLDWIDE;
const { name: GCC_HIGH } = Cloud.US_GOV_GCC_HIGH;
const { name: DOD } = Cloud.US_GOV_DOD;
const { name: CHINA } = Cloud.CHINA;

/** GCC is a part of Worldwide: alone it is a cloud that the catalog does not have. */
export const GCC = 'GCC';

/** The cloud of Germany that ended on 2021-10-29, which is not the sovereign one of today. */
export const RETIRED_GERMANY = 'MicrosoftCloudGermany';

const words = (text: string) => text.split(';').map((word) => word.trim()).filter((word) => word !== '');

/** What names a cloud. */
export const CLOUD_WORDS: readonly { readonly clouds: readonly string[]; readonly words: readonly string[] }[] = [
  {
    clouds: [WORLDWIDE],
    words: words(`
      public; public cloud; public clouds; worldwide; commercial; global; azure public; public global;
      cloud public; monde entier; mondial; mondiale; dans le monde entier; öffentlich; öffentliche; öffentliche cloud; weltweit; kommerziell;
      pública; público; nube pública; mundial; en todo el mundo; comercial; nuvem pública; em todo o mundo;
      pubblico; pubblica; cloud pubblico; cloud pubblica; globale; commerciale; in tutto il mondo; a livello mondiale;
      openbare cloud; publieke cloud; openbaar; wereldwijd; commercieel; offentligt moln; offentliga molnet; offentligt; globalt; kommersiell; kommersiellt; världen över; över hela världen;
      offentlig; offentlig cloud; offentlig sky; verdensomspændende; over hele verden; kommerciel; verdensomspennende; julkinen; julkinen pilvi; maailmanlaajuinen; maailmanlaajuisesti; kaupallinen;
      chmura publiczna; publiczna; na całym świecie; globalna; globalny; komercyjna; veřejný; veřejný cloud; celosvětově; celosvětový; komerční; verejný; verejný cloud; celosvetovo; celosvetový;
      nyilvános; nyilvános felhő; világszerte; globális; kereskedelmi; în întreaga lume; la nivel mondial; la nivel global;
      публичен облак; обществен облак; по целия свят; javni oblak; širom svijeta; širom sveta; po vsem svetu; avalik pilv; ülemaailmne; publiskais mākonis; visā pasaulē; viešasis debesis; viešoji debesija; visame pasaulyje;
      δημόσιο cloud; δημόσιο σύννεφο; παγκοσμίως; genel bulut; ortak bulut; herkese açık bulut; dünya çapında; dünya genelinde; ticari;
      общедоступное облако; публичное облако; общедоступное; по всему миру; во всем мире; коммерческий; коммерческое; загальнодоступна хмара; публічна хмара; у всьому світі;
      komercyjne; komercyjny; kommerzielle; commerciaux; comerciais; comerciales; commerciali; commerciële; kommersiella; kommercielle; kommersielle; kaupalliset; comercială; εμπορικό; εμπορική; εμπορικά; коммерческая;
      коммерческие; комерційна; комерційний; комерційні; търговски; komercijalni; komercijalno; komercialni; komercialno; komertslik; komerciāli; komercinis; מסחרי; تجاري; التجارية; التجاري; เชิงพาณิชย์; thương mại; komersial; 상용; 상업용; 커머셜; 商用版;
      genel; публичный; публичная; публічна; общедоступный; ציבורי; สาธารณะ; công cộng; 公共; 公用; 世界; パブリック; 퍼블릭; 공용;
      ענן ציבורי; הענן הציבורי; ברחבי העולם; السحابة العامة; سحابة عامة; في جميع أنحاء العالم; عالمي; คลาวด์สาธารณะ; ทั่วโลก;
      đám mây công cộng; đám mây công khai; toàn cầu; trên toàn thế giới; publik; cloud publik; awan publik; di seluruh dunia; seluruh dunia; awan awam; núvol públic; hodei publikoa;
      パブリック クラウド; パブリッククラウド; 世界中; 全世界; 世界規模; 商用; 퍼블릭 클라우드; 공용 클라우드; 공개 클라우드; 전 세계; 公有云; 公共云; 公用云; 公有雲; 公用雲; 公共雲; 公用雲端; 公共雲端; 公有雲端; 全球; 商业; 商業; 世界各地
    `),
  },
  {
    clouds: [GCC_HIGH, DOD],
    words: words(`
      us government; us government cloud; us govt; us gov; usgov; united states government; u s government;
      gouvernement des états unis; gouvernement américain; gouvernement us; secteur public américain; us regierung; us behörden; us regierungsbehörden; amerikanische regierung; regierung der usa; regierung der vereinigten staaten;
      gobierno de ee uu; gobierno de eeuu; gobierno de los ee uu; gobierno de estados unidos; gobierno de los estados unidos; gobierno estadounidense; administración pública de ee uu; administración pública de estados unidos;
      governo dos eua; governo dos estados unidos; governo americano; governo degli stati uniti; governo usa; governo statunitense; enti pubblici statunitensi; enti governativi statunitensi;
      amerikaanse overheid; overheid van de vs; us overheid; amerikanska myndigheter; amerikanska staten; usas regering; us regering; us myndigheter; amerikanske regering; den amerikanske regering; usas regering; offentlige myndigheder i usa;
      amerikanske myndigheter; usas myndigheter; yhdysvaltain hallitus; yhdysvaltojen hallitus; yhdysvaltain hallinto; yhdysvaltain julkishallinto; yhdysvaltain hallinnolle; yhdysvaltain hallitukselle; yhdysvaltain hallituksen;
      administracja usa; administracji usa; rząd usa; rządu usa; administracja rządowa usa; instytucje rządowe usa; instytucji rządowych usa; rząd stanów zjednoczonych; vláda usa; vládu usa; státní správa usa; státní správu usa; americkou vládu; štátna správa usa; vláda spojených štátov;
      usa kormánya; usa kormányzata; egyesült államok kormánya; egyesült államok kormányzata; amerikai kormányzat; amerikai egyesült államok kormánya; guvernul sua; guvernul statelor unite;
      abd kamu; abd kamu kurumları; abd devleti; abd devlet kurumları; abd hükümeti; abd resmi kurumları; κυβέρνηση των ηπα; правителството на сащ; vlada sad; vladu sad; vlado zda; vlada zda;
      правительство сша; правительства сша; госучреждений сша; государственных организаций сша; государственные организации сша; государственных учреждений сша; уряд сша; уряду сша; державних установ сша;
      ממשלת ארה"ב; ממשלת ארהב; حكومة الولايات المتحدة; حكومة الولايات المتحدة الأمريكية; لحكومة الولايات المتحدة; الحكومة الأمريكية; รัฐบาลสหรัฐอเมริกา; รัฐบาลสหรัฐฯ; รัฐบาลสหรัฐ;
      chính phủ hoa kỳ; chính phủ mỹ; pemerintah as; pemerintah amerika serikat; 米国政府; 米国政府機関; 미국 정부; 미국 정부용; 美国政府; 美國政府; us 政府
    `),
  },
  { clouds: [GCC_HIGH], words: words('gcc high; gcch; us government l4') },
  { clouds: [DOD], words: words('dod; department of defense; us department of defense; us dod; us government l5') },
  { clouds: [GCC], words: words('gcc') },
  {
    clouds: [CHINA],
    words: words(`
      china; 21vianet; 21 vianet; chine; cina; kina; kiina; chiny; chinach; čína; číně; čínu; čine; kína; kínai; çin; китай; китае; китаї; κίνα; الصين; סין; 中国; 中國; 중국; 世纪互联; 世紀互聯; จีน; ประเทศจีน; trung quốc; tiongkok; hiina; ķīna; kinija; kitajska
    `),
  },
  {
    clouds: [RETIRED_GERMANY],
    words: words(`
      germany; deutschland; allemagne; alemania; alemanha; germania; tyskland; duitsland; saksa; niemcy; německo; németország; germania; almanya; γερμανία; германия; німеччина; ألمانيا; גרמניה; ドイツ; 독일; 德国; 德國; เยอรมนี; đức; jerman
    `),
  },
];

/** Regions and clouds that a label may name and that no row is known for. */
export const OTHER_REGIONS: readonly string[] = words(`
  france; frankreich; francia; frança; frankrijk; frankrike; フランス; 法国; 法國; bleu; delos; europe; europa; european union; 欧州; 欧洲; 歐洲; emea; apac; singapore; singapur; singapour; 新加坡;
  united kingdom; switzerland; australia; canada; brazil; india; japan; korea; uae; asia; asia pacific; north america; south america; latin america; africa; middle east
`);

/** What joins two clouds of one label. */
export const JOINERS: readonly string[] = [
  ',', '&', '+', '/', ';', '、',
  ...words('and; or; including; incl; et; ou; und; oder; y; o; e; en; och; eller; og; i; lub; oraz; a; nebo; és; vagy; ja; tai; ve; veya; и; или; та; і; або; și; sau; in; dan; atau; và; hoặc; 和; 及; 与; 與; 以及; と; および; 및; และ; و; ו'),
  ...words('y compris; inclusive; einschließlich; inkl; inklusive; incluido; incluida; incluyendo; incluindo; inclui; incluso; inclusa; inclusief; herunder; inkluderer; inkludert; mukaan lukien; w tym; včetně; vrátane; beleértve; inclusiv; dahil; включая; включно; 包括; 包含; 含; を含む; 포함; بما في ذلك; รวมถึง; bao gồm; termasuk'),
];

/** What says nothing about which cloud is meant. */
export const FILLERS: readonly string[] = [
  ...words('microsoft; cloud; clouds; azure; office; office 365; microsoft 365; m365; o365; 365; graph; tenants; customers; instance; environment; only; for; the; of; by; operated; operated by; managed by; run by'),
  ...words('ip; addresses; address; range; ranges; ip range; ip adresser; ip adressen; adresses ip; direcciones ip; endereços ip; indirizzi ip; ip osoitteet; adresy ip; ip adresy; ip címek; adrese ip; ip adresleri; ip адреса; ip adrese; ip アドレス; アドレス; ip 地址; ip 位址; 地址; 位址; ip 주소; 주소; عناوين; địa chỉ; alamat; ที่อยู่; ip aadressid; ip naslovi; διευθύνσεις'),
  ...words('pour; le; la; par; opéré; opérée; géré; gérée; exploité; exploitée; fourni; les; du; de; des; l; opéré par; opérée par; géré par; gérée par; exploité par; exploitée par; für; die; der; das; den; des; betrieben; betrieben von; von; durch; para; el; los; las; del; operado; operado por; operada por; administrado por; administrada por; gestionado por; por; operado; operada; administrado; gestionado; gestionada; gerenciado; gerenciada; do; da; dos; na; em; pela; pelo; operado pela; operada pela'),
  ...words('per; il; lo; gli; di; dei; gestito da; gestita da; operato da; amministrato da; voor; het; van; beheerd door; geëxploiteerd door; uitgevoerd door; door; för; den; som; drivs av; som drivs av; av; til; der; drives af; drevet af; der drives af; af; drevet av; driftet av; drives av; moln; molnet; sky; pilvi; pilvipalvelu; jota ylläpitää; ylläpitäjä; operaattori; 21vianetin ylläpitämä; ylläpitämä; operoima'),
  ...words('dla; w; na; chmura; chmury; chmurze; przez; firmę; firmy; obsługiwana; obsługiwane; obsługiwany; obsługiwanej; zarządzana; zarządzane; prowadzona; operator; obsługiwana przez; obsługiwane przez; obsługiwany przez; zarządzana przez; zarządzany przez; prowadzona przez; pro; v; společností; společnosti; firmou; provozovaný; provozovaná; provozované; spravovaný; provozovaný společností; provozovaná společností; provozováno společností; provozuje; spravovaný společností; prevádzkovaný spoločnosťou; prevádzkuje; számára; által üzemeltetett; üzemelteti; üzemeltetője; felhő; az; pentru; în; din; operat de; operată de; administrat de; gestionat de; norul'),
  ...words('için; bulut; bulutu; tarafından işletilen; tarafından çalıştırılan; tarafından sağlanan; tarafından yönetilen; için microsoft; για; το; της; του; στην; που λειτουργεί από την; для; в; во; облако; облака; майкрософт; под управлением; под управлением компании; управляемый; управляемая; управляемое; управляемое компанией; управляется; оператор; которым управляет; у; хмара; під керуванням; керована; която се управлява от; управляван от; za; oblak; kojim upravlja; kojom upravlja; ki ga upravlja'),
  ...words('من; في; ل; سحابة; مايكروسوفت; التي تديرها; تديرها; التي تشغلها; تشغلها; يديرها; المشغلة بواسطة; بواسطة; עבור; ענן; הענן של; של; ב; מופעל על ידי; המופעל על ידי; על ידי; מיקרוסופט; ดําเนินการโดย; ดำเนินการโดย; ที่ดําเนินการโดย; ที่ดำเนินการโดย; ให้บริการโดย; สําหรับ; สำหรับ; ระบบ; คลาวด์; ใน; ของ; โดย; cho; của; ở; tại; do; vận hành; được vận hành bởi; điều hành; đám mây; untuk; di; yang; dioperasikan oleh; yang dioperasikan oleh'),
  ...words('の; が; は; で; に; による; によって; が運営する; が運用する; により運営される; によって運営される; によって運用される; 運営; 運用; 運営の; 提供; 向け; 版; クラウド; 由; 运营; 运营的; 運營; 運作; 營運; 營運的; 提供支持; 的; 云; 云端; 雲; 雲端; 面向; 适用于; 適用於; 用于; 用於; 微软; 微軟; 에서 운영하는; 에서 운영; 이 운영하는; 가 운영하는; 가 운영; 운영; 용; 의; 에서; 을 위한; 를 위한; 클라우드'),
];
